import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { TaskFilter, TaskRow } from '../../../api/contract/tasks.ts';
import { useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { useTimeZone } from '../../ui/tasks/due-picker.tsx';
import { useNow } from '../../ui/tasks/use-now.ts';
import {
  type Day,
  dayOf,
  dayText,
  momentAt,
  monthBeside,
  monthPage,
  onDay,
  plusDays,
  weekOf,
} from '../../ui/tasks/zoned.ts';
import { CalendarDay, TaskChip } from './calendar-day.tsx';
import { DragTasks } from './drag-tasks.tsx';
import classes from './task-calendar.module.css';
import { useCarried } from './use-task-groups.ts';

type Span = 'month' | 'week';
const longest = 500;

interface TaskCalendarProps {
  filter: TaskFilter;
  onOpen: (task: TaskRow) => void;
  onAdd: (day: Day) => void;
}

/** Tasks on the days of the project's time zone; one that is carried to another day keeps its time. */
export function TaskCalendar({ filter, onOpen, onAdd }: TaskCalendarProps) {
  const { t, i18n } = useTranslation('tasks');
  const timeZone = useTimeZone();
  const today = dayOf(useNow(), timeZone);
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) === true;
  const [span, setSpan] = useState<Span>(narrow ? 'week' : 'month');
  const [day, setDay] = useState<Day>(today);
  const { carry, asCarried } = useCarried();
  const days = span === 'month' ? monthPage(day, i18n.language) : weekDays(day, i18n.language);
  const { data } = useDays(days, filter, timeZone);
  const tasks = (data?.tasks ?? []).map(asCarried);
  const dayName = (one: Day) => dayText(one, i18n.language, { weekday: 'long', day: 'numeric', month: 'long' });
  const step = (way: 1 | -1) => setDay(span === 'month' ? monthBeside(day, way) : plusDays(day, 7 * way));
  const placeOf = ({ dueAt }: TaskRow) => (dueAt === null ? '' : dayOf(dueAt, timeZone));
  const drop = (task: TaskRow, place: Day) => {
    if (task.dueAt === null) return false;
    const dueAt = onDay(task.dueAt, place, timeZone);
    const said = t('carry.dropped', { title: task.title, place: dayName(place) });
    void carry(task, { shown: { dueAt }, sent: { dueAt }, back: { dueAt: task.dueAt }, said });
    return true;
  };

  return (
    <div className={classes.screen}>
      <div className={classes.bar}>
        <h2 className={classes.title}>{titleOf(days, day, span, i18n.language)}</h2>
        <Button variant="default" size="xs" onClick={() => setDay(today)}>
          {t('calendar.today')}
        </Button>
        <ActionIcon aria-label={t('calendar.before')} onClick={() => step(-1)}>
          <IconChevronLeft size={17} stroke={1.8} />
        </ActionIcon>
        <ActionIcon aria-label={t('calendar.after')} onClick={() => step(1)}>
          <IconChevronRight size={17} stroke={1.8} />
        </ActionIcon>
        <SegmentedControl
          className={classes.span}
          aria-label={t('calendar.label')}
          value={span}
          onChange={setSpan}
          data={[
            { value: 'month', label: t('calendar.month') },
            { value: 'week', label: t('calendar.week') },
          ]}
        />
      </div>
      {data?.next && <p className={classes.note}>{t('calendar.moreThan', { count: longest })}</p>}
      <DragTasks
        placeOf={placeOf}
        nameOf={dayName}
        onDrop={drop}
        overlay={(task) => <TaskChip task={task} onOpen={onOpen} />}
      >
        <div className={classes.weekdays} aria-hidden data-span={span}>
          {days.slice(0, 7).map((one) => (
            <span key={one}>{dayText(one, i18n.language, { weekday: 'short' })}</span>
          ))}
        </div>
        <div className={classes.days} data-span={span}>
          {days.map((one) => (
            <CalendarDay
              key={one}
              day={one}
              name={dayName(one)}
              tasks={tasks.filter((task) => placeOf(task) === one)}
              today={one === today}
              outside={span === 'month' && one.slice(0, 7) !== day.slice(0, 7)}
              most={span === 'month' ? 3 : null}
              onOpen={onOpen}
              onAdd={() => onAdd(one)}
              onAll={() => {
                setDay(one);
                setSpan('week');
              }}
            />
          ))}
        </div>
      </DragTasks>
    </div>
  );
}

function useDays(days: Day[], filter: TaskFilter, timeZone: string) {
  const projectId = useProjectId();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const range = { from: momentAt(first, '00:00', timeZone), to: momentAt(plusDays(last, 1), '00:00', timeZone) };
  return useOperation(
    api.tasks.list,
    { params: { projectId }, query: { ...filter, ...range, limit: longest } },
    { placeholderData: (before) => before },
  );
}

function weekDays(day: Day, language: string): Day[] {
  const first = weekOf(day, language);
  return Array.from({ length: 7 }, (_, at) => plusDays(first, at));
}

/** `ноябрь 2026 г.` → `Ноябрь 2026`; of a week its first and last day. */
function titleOf(days: Day[], day: Day, span: Span, language: string): string {
  if (span === 'week') {
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    const [from, to] = [days[0], days.at(-1)].map((one) => new Date(`${one}T12:00:00Z`));
    return from && to ? format.formatRange(from, to) : '';
  }
  const text = dayText(day, language, { month: 'long', year: 'numeric' }).replace(/\s*г\.$/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

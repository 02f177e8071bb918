import { Button, Popover, Select, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/ru.js';
import { IconBell, IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { useProject } from '../../app/session.ts';
import { isOverdue, morning, plannedOn } from './due-group.ts';
import classes from './due-picker.module.css';
import { dueText } from './due-text.ts';
import { useNow } from './use-now.ts';
import { dayOf, firstDayOfWeek, momentAt, plusDays, timeOf } from './zoned.ts';

export type Due = Pick<TaskRow, 'dueAt' | 'remindBefore'>;

interface DuePickerProps {
  value: Due;
  done?: boolean;
  readOnly?: boolean;
  /** Also for who has a date already: `Due: today, 15:00`. */
  label: string;
  /** Called once, when the person has finished choosing. */
  onChange: (due: Due) => void;
}

/** When a task is due, in the project's time zone, and how long before its member is reminded. */
export function DuePicker({ value, done = false, readOnly = false, label, onChange }: DuePickerProps) {
  const { t, i18n } = useTranslation('tasks');
  const now = useNow();
  const timeZone = useTimeZone();
  const [draft, setDraft] = useState<Due | null>(null);
  const text = dueText(value.dueAt, { t, language: i18n.language, timeZone, now });
  const overdue = isOverdue({ ...value, doneAt: done ? '' : null }, now);
  const close = (chosen = draft) => {
    setDraft(null);
    if (chosen && !isSame(chosen, value)) onChange(chosen);
  };

  return (
    <Popover
      opened={draft !== null}
      onChange={(open) => !open && close()}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.due}
          data-overdue={overdue || undefined}
          data-empty={value.dueAt === null || undefined}
          disabled={readOnly}
          aria-label={`${label}: ${overdue ? `${t('overdueMark')}, ` : ''}${text}`}
          onClick={() => (draft ? close() : setDraft(value))}
        >
          <IconCalendar size={13} stroke={1.8} aria-hidden />
          {text}
          {value.remindBefore !== null && value.dueAt !== null && !done && (
            <IconBell size={12} stroke={1.8} aria-hidden />
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={label} data-mantine-stop-propagation="true">
        {draft && <Choice due={draft} now={now} timeZone={timeZone} onDraft={setDraft} onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  due: Due;
  now: Date;
  timeZone: string;
  onDraft: (due: Due) => void;
  onDone: (due?: Due) => void;
}

function Choice({ due, now, timeZone, onDraft, onDone }: ChoiceProps) {
  const { t, i18n } = useTranslation('tasks');
  const today = dayOf(now, timeZone);
  const day = due.dueAt && dayOf(due.dueAt, timeZone);
  const time = due.dueAt ? timeOf(due.dueAt, timeZone) : morning;
  const presets = [
    { label: t('today'), day: today },
    { label: t('tomorrow'), day: plusDays(today, 1) },
    { label: t('inWeek'), day: plusDays(today, 7) },
  ];
  return (
    <>
      <div className={classes.presets}>
        {presets.map((preset) => (
          <Button
            key={preset.day}
            size="xs"
            variant="default"
            onClick={() => onDone({ ...due, dueAt: plannedOn(preset.day, now, timeZone) })}
          >
            {preset.label}
          </Button>
        ))}
        {due.dueAt && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onDone({ ...due, dueAt: null })}>
            {t('noDue')}
          </Button>
        )}
      </div>
      <DatePicker
        size="xs"
        locale={i18n.language}
        firstDayOfWeek={firstDayOfWeek(i18n.language)}
        value={day}
        defaultDate={day ?? today}
        ariaLabels={{ previousMonth: t('calendar.before'), nextMonth: t('calendar.after') }}
        onChange={(chosen) => chosen && onDraft({ ...due, dueAt: momentAt(chosen, time, timeZone) })}
      />
      <div className={classes.exactly}>
        <input
          type="time"
          className={classes.time}
          aria-label={t('time')}
          value={due.dueAt ? time : ''}
          disabled={!due.dueAt}
          onChange={({ currentTarget }) =>
            day && currentTarget.value && onDraft({ ...due, dueAt: momentAt(day, currentTarget.value, timeZone) })
          }
          onKeyDown={(event) => event.key === 'Enter' && onDone()}
        />
        <Reminder
          value={due.remindBefore}
          disabled={!due.dueAt}
          onChange={(remindBefore) => onDraft({ ...due, remindBefore })}
        />
        <Button size="xs" onClick={() => onDone()}>
          {t('done')}
        </Button>
      </div>
    </>
  );
}

const offered = [10, 30, 60, 180, 1440];

function Reminder({
  value,
  disabled,
  onChange,
}: {
  value: number | null;
  disabled: boolean;
  onChange: (minutes: number | null) => void;
}) {
  const { t } = useTranslation('tasks');
  const choices = [...new Set([...offered, ...(value ? [value] : [])])].sort((a, b) => a - b);
  const label = (minutes: number) => {
    if (minutes % 1440 === 0) return t('remind.days', { count: minutes / 1440 });
    return minutes % 60 === 0 ? t('remind.hours', { count: minutes / 60 }) : t('remind.minutes', { count: minutes });
  };
  return (
    <Select
      className={classes.reminder}
      size="xs"
      aria-label={t('remind.label')}
      leftSection={<IconBell size={13} stroke={1.8} />}
      disabled={disabled}
      allowDeselect={false}
      value={value === null || value === 0 ? 'none' : String(value)}
      data={[
        { value: 'none', label: t('remind.none') },
        ...choices.map((minutes) => ({ value: String(minutes), label: label(minutes) })),
      ]}
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => onChange(chosen === 'none' ? null : Number(chosen))}
    />
  );
}

function isSame(a: Due, b: Due): boolean {
  return a.dueAt === b.dueAt && a.remindBefore === b.remindBefore;
}

/** The project's; the reader's own until it is known. */
export function useTimeZone(): string {
  return useProject()?.settings.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

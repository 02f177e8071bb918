import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { usePermissions } from '../../app/session.ts';
import { isOverdue } from '../../ui/tasks/due-group.ts';
import { useTimeZone } from '../../ui/tasks/due-picker.tsx';
import { PriorityIcon } from '../../ui/tasks/priority-picker.tsx';
import { useNow } from '../../ui/tasks/use-now.ts';
import { clockText, type Day, dayText } from '../../ui/tasks/zoned.ts';
import classes from './calendar-day.module.css';
import { useDragTask, useDropPlace } from './drag-tasks.tsx';

interface CalendarDayProps {
  day: Day;
  /** In words. */
  name: string;
  tasks: TaskRow[];
  today: boolean;
  /** Of the month beside. */
  outside: boolean;
  /** So many are shown; null: all. */
  most: number | null;
  onOpen: (task: TaskRow) => void;
  onAdd: () => void;
  onAll: () => void;
}

export function CalendarDay({ day, name, tasks, today, outside, most, onOpen, onAdd, onAll }: CalendarDayProps) {
  const { t, i18n } = useTranslation('tasks');
  const { may } = usePermissions();
  const { ref, isOver } = useDropPlace(day);
  const shown = most === null || tasks.length <= most ? tasks : tasks.slice(0, most - 1);
  return (
    <section
      ref={ref}
      className={classes.day}
      aria-label={name}
      data-today={today || undefined}
      data-outside={outside || undefined}
      data-over={isOver || undefined}
    >
      <div className={classes.head}>
        <span className={classes.number} aria-hidden>
          {Number(day.slice(8))}
        </span>
        <span className={classes.weekday} aria-hidden>
          {dayText(day, i18n.language, { weekday: 'long' })}
        </span>
        {may('tasks', 'edit') && (
          <UnstyledButton className={classes.add} aria-label={t('calendar.add', { day: name })} onClick={onAdd}>
            <IconPlus size={14} stroke={1.8} />
          </UnstyledButton>
        )}
      </div>
      {shown.map((task) => (
        <DraggableChip key={task.id} task={task} onOpen={onOpen} />
      ))}
      {tasks.length > shown.length && (
        <UnstyledButton className={classes.more} onClick={onAll}>
          {t('calendar.more', { count: tasks.length - shown.length })}
        </UnstyledButton>
      )}
    </section>
  );
}

interface ChipProps {
  task: TaskRow;
  onOpen: (task: TaskRow) => void;
}

function DraggableChip(props: ChipProps) {
  const { may } = usePermissions();
  const { held, handle, isDragging } = useDragTask(props.task, !may('tasks', 'edit'));
  return (
    <div {...held} className={classes.holder} data-held={isDragging || undefined}>
      <TaskChip {...props} handle={handle} />
    </div>
  );
}

export function TaskChip({ task, onOpen, handle }: ChipProps & { handle?: ReturnType<typeof useDragTask>['handle'] }) {
  const { t, i18n } = useTranslation('tasks');
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <UnstyledButton
      {...handle}
      className={classes.chip}
      data-done={task.doneAt !== null || undefined}
      data-overdue={isOverdue(task, now) || undefined}
      aria-label={t('open', { title: task.title })}
      onClick={() => onOpen(task)}
    >
      {task.priority === 'high' && <PriorityIcon priority="high" size={11} />}
      <time>{task.dueAt && clockText(task.dueAt, i18n.language, timeZone)}</time>
      <span>{task.title}</span>
    </UnstyledButton>
  );
}

import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { usePermissions, useProject } from '../../app/session.ts';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { isOverdue } from '../../ui/tasks/due-group.ts';
import { useTimeZone } from '../../ui/tasks/due-picker.tsx';
import { dueText } from '../../ui/tasks/due-text.ts';
import { PriorityIcon } from '../../ui/tasks/priority-picker.tsx';
import { useNow } from '../../ui/tasks/use-now.ts';
import { useTaskCalls } from '../../ui/tasks/use-task-calls.ts';
import { AboutLink } from './about-link.tsx';
import { useDragTask } from './drag-tasks.tsx';
import classes from './task-card.module.css';

interface TaskCardProps {
  task: TaskRow;
  onOpen: (task: TaskRow) => void;
}

export function DraggableTaskCard(props: TaskCardProps) {
  const { may } = usePermissions();
  const { held, handle, isDragging } = useDragTask(props.task, !may('tasks', 'edit'));
  return (
    <div {...held} className={classes.holder} data-held={isDragging || undefined}>
      <TaskCard {...props} handle={handle} />
    </div>
  );
}

export function TaskCard({
  task,
  onOpen,
  handle,
}: TaskCardProps & { handle?: ReturnType<typeof useDragTask>['handle'] }) {
  const { t, i18n } = useTranslation('tasks');
  const { may } = usePermissions();
  const { setDone } = useTaskCalls();
  const timeZone = useTimeZone();
  const now = useNow();
  const assignee = useProject()?.members.find(({ id }) => id === task.assigneeId)?.name ?? null;
  const done = task.doneAt !== null;
  return (
    <article className={classes.card} data-done={done || undefined} aria-label={task.title}>
      <Checkbox
        size="xs"
        radius="xl"
        aria-label={t(done ? 'reopen' : 'finish', { title: task.title })}
        checked={done}
        disabled={!may('tasks', 'edit')}
        onChange={(event) => void setDone(task, event.currentTarget.checked)}
      />
      <div className={classes.words}>
        <UnstyledButton
          {...handle}
          className={classes.title}
          aria-label={t('open', { title: task.title })}
          onClick={() => onOpen(task)}
        >
          {task.title}
        </UnstyledButton>
        <div className={classes.facts}>
          {task.dueAt !== null && (
            <span className={classes.due} data-overdue={isOverdue(task, now) || undefined}>
              <IconCalendar size={12} stroke={1.8} aria-hidden />
              {dueText(task.dueAt, { t, language: i18n.language, timeZone, now })}
            </span>
          )}
          <AboutLink task={task} />
        </div>
      </div>
      <div className={classes.side}>
        {task.priority !== 'normal' && <PriorityIcon priority={task.priority} size={13} />}
        <MemberAvatar name={assignee} size={18} />
      </div>
    </article>
  );
}

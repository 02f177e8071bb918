import { Button, SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueGroup, TaskFilter, TaskRow } from '../../../api/contract/tasks.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { useProject } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { dueGroupOf, dueInGroup } from '../../ui/tasks/due-group.ts';
import { useTimeZone } from '../../ui/tasks/due-picker.tsx';
import { explainError, toastHint } from '../../ui/toast.tsx';
import { DragTasks, useDropPlace } from './drag-tasks.tsx';
import classes from './task-board.module.css';
import { DraggableTaskCard, TaskCard } from './task-card.tsx';
import { countText } from './task-groups.tsx';
import { useCarried, useTaskGroups } from './use-task-groups.ts';

type By = 'due' | 'assignee';

/** Columns by when tasks are due or by who has them; what is carried to another column is put off or handed over. */
export function TaskBoard({ filter, onOpen }: { filter: TaskFilter; onOpen: (task: TaskRow) => void }) {
  const { t } = useTranslation('tasks');
  const [by, setBy] = useLocalStorage<By>({
    key: 'voronka.tasks.by',
    defaultValue: 'due',
    getInitialValueInEffect: false,
  });
  return (
    <div className={classes.screen}>
      <SegmentedControl
        className={classes.by}
        aria-label={t('board.by')}
        value={by}
        onChange={setBy}
        data={[
          { value: 'due', label: t('board.due') },
          { value: 'assignee', label: t('board.assignee') },
        ]}
      />
      <Columns key={by} by={by} filter={by === 'due' ? filter : withoutAssignee(filter)} onOpen={onOpen} />
    </div>
  );
}

function withoutAssignee({ assigneeId: _, ...filter }: TaskFilter): TaskFilter {
  return filter;
}

function Columns({ by, filter, onOpen }: { by: By; filter: TaskFilter; onOpen: (task: TaskRow) => void }) {
  const { t } = useTranslation('tasks');
  const timeZone = useTimeZone();
  const members = useProject()?.members ?? [];
  const { data: groups, error, refetch, more, full } = useTaskGroups(filter, by);
  const { carry, asCarried } = useCarried();

  if (!groups && !error) return <LoadingScreen />;
  if (!groups) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
        {explainError(error)}
      </EmptyState>
    );
  }
  const memberName = (id: string) => members.find((member) => member.id === id)?.name ?? null;
  const nameOf = (key: string) => (by === 'due' ? t(`group.${key}`) : (memberName(key) ?? t('nobody')));
  const tasks = groups.flatMap((group) => group.tasks).map(asCarried);
  const placeOf = (task: TaskRow) =>
    by === 'due' ? dueGroupOf(task, new Date(), timeZone) : (task.assigneeId ?? 'none');
  const drop = (task: TaskRow, place: string) => {
    const change = by === 'due' ? dueChange(task, place as DueGroup, timeZone) : assigneeChange(task, place, members);
    const said = t('carry.dropped', { title: task.title, place: nameOf(place) });
    if (change) void carry(task, { ...change, said });
    else toastHint({ id: 'overdue', message: t('board.noOverdue') });
    return change !== undefined;
  };

  return (
    <DragTasks
      placeOf={placeOf}
      nameOf={nameOf}
      onDrop={drop}
      overlay={(task) => <TaskCard task={task} onOpen={onOpen} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <section className={classes.columns} tabIndex={0} aria-label={t('board.label')}>
        {groups.map(({ key, count, next }) => (
          <Column
            key={key}
            place={key}
            name={nameOf(key)}
            count={countText(count, t)}
            face={by === 'assignee' && <MemberAvatar name={memberName(key)} size={18} tooltip={false} />}
            onMore={next !== null && !full ? more : undefined}
          >
            {tasks
              .filter((task) => placeOf(task) === key)
              .map((task) => (
                <DraggableTaskCard key={task.id} task={task} onOpen={onOpen} />
              ))}
          </Column>
        ))}
      </section>
    </DragTasks>
  );
}

interface ColumnProps {
  place: string;
  name: string;
  count: string;
  face: ReactNode;
  onMore: (() => void) | undefined;
  children: ReactNode[];
}

function Column({ place, name, count, face, onMore, children }: ColumnProps) {
  const { t } = useTranslation('tasks');
  const { ref, isOver, isDragging } = useDropPlace(place);
  return (
    <section
      ref={ref}
      className={classes.column}
      aria-label={name}
      data-over={isOver || undefined}
      data-dragging={isDragging || undefined}
      data-place={place}
    >
      <h2 className={classes.head}>
        {face}
        {name} <span className={classes.count}>{count}</span>
      </h2>
      <div className={classes.cards}>
        {children.length === 0 && <p className={classes.empty}>{t('board.empty')}</p>}
        {children}
        {onMore && (
          <Button variant="subtle" color="gray" size="xs" onClick={onMore}>
            {t('more')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What it means to put a task into a column: how it looks at once, and what the server is told. */
function dueChange(task: TaskRow, group: DueGroup, timeZone: string) {
  if (group === 'overdue') return undefined;
  if (group === 'done') {
    return { shown: { doneAt: new Date().toISOString() }, sent: { done: true }, back: { done: false } };
  }
  const dueAt = dueInGroup(task, group, new Date(), timeZone);
  const wasDone = task.doneAt !== null;
  return {
    shown: { dueAt, doneAt: null },
    sent: { dueAt, ...(wasDone && { done: false }) },
    back: { dueAt: task.dueAt, ...(wasDone && { done: true }) },
  };
}

function assigneeChange(task: TaskRow, place: string, members: { id: NonNullable<TaskRow['assigneeId']> }[]) {
  const assigneeId = members.find(({ id }) => id === place)?.id ?? null;
  return { shown: { assigneeId }, sent: { assigneeId }, back: { assigneeId: task.assigneeId } };
}

import { Button, UnstyledButton } from '@mantine/core';
import { IconChecklist, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostCounted, type TaskFilter, type TaskRow } from '../../../api/contract/tasks.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TaskLine } from '../../ui/tasks/task-line.tsx';
import { explainError } from '../../ui/toast.tsx';
import { AboutLink } from './about-link.tsx';
import classes from './task-groups.module.css';
import { useTaskGroups } from './use-task-groups.ts';

/** The list: what is overdue first, what is done last and folded. */
export function TaskGroups({ filter, onOpen }: { filter: TaskFilter; onOpen: (task: TaskRow) => void }) {
  const { t } = useTranslation('tasks');
  const { data: groups, error, refetch, more, full, isFetching } = useTaskGroups(filter, 'due');
  const [folded, setFolded] = useState<Record<string, boolean>>({ done: true });

  if (!groups && !error) return <LoadingScreen />;
  if (!groups) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
        {explainError(error)}
      </EmptyState>
    );
  }
  const shown = groups.filter(({ count }) => count > 0);
  if (shown.length === 0) {
    return (
      <EmptyState icon={<IconChecklist size={20} stroke={1.7} />} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.groups}>
      {shown.map((group) => (
        <Group
          key={group.key}
          name={group.key}
          tasks={group.tasks}
          count={group.count}
          folded={folded[group.key] ?? false}
          onFold={() => setFolded({ ...folded, [group.key]: !folded[group.key] })}
          onMore={group.next !== null && !full ? more : undefined}
          loading={isFetching}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  name: string;
  tasks: TaskRow[];
  count: number;
  folded: boolean;
  loading: boolean;
  onFold: () => void;
  onMore: (() => void) | undefined;
  onOpen: (task: TaskRow) => void;
}

function Group({ name, tasks, count, folded, loading, onFold, onMore, onOpen }: GroupProps) {
  const { t } = useTranslation('tasks');
  const { may } = usePermissions();
  const readOnly = !may('tasks', 'edit');
  return (
    <section className={classes.group} aria-label={t(`group.${name}`)} data-group={name}>
      <h2 className={classes.head}>
        <UnstyledButton className={classes.fold} aria-expanded={!folded} onClick={onFold}>
          <IconChevronRight size={14} stroke={2} aria-hidden />
          {t(`group.${name}`)}
          <span className={classes.count}>{countText(count, t)}</span>
        </UnstyledButton>
      </h2>
      {!folded && (
        <div className={classes.lines}>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} readOnly={readOnly} about={<AboutLink task={task} />} onOpen={onOpen} />
          ))}
          {onMore && (
            <Button variant="subtle" color="gray" size="xs" loading={loading} onClick={onMore}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Counting has an end. */
export function countText(count: number, t: (key: string, values: { count: number }) => string): string {
  return count < mostCounted ? String(count) : t('atLeast', { count: mostCounted });
}

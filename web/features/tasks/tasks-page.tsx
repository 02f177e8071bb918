import { Button, SegmentedControl } from '@mantine/core';
import { IconCalendarMonth, IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { useOperation } from '../../app/api.ts';
import { useMembership, usePermissions, useProjectId } from '../../app/session.ts';
import { nothing } from '../../ui/tasks/about-picker.tsx';
import { plannedOn } from '../../ui/tasks/due-group.ts';
import { useTimeZone } from '../../ui/tasks/due-picker.tsx';
import { QuickTask } from '../../ui/tasks/quick-task.tsx';
import { TaskDialog, type TaskDialogOf } from '../../ui/tasks/task-dialog.tsx';
import type { Day } from '../../ui/tasks/zoned.ts';
import { FilterBar } from './filter-bar.tsx';
import { TaskBoard } from './task-board.tsx';
import { TaskCalendar } from './task-calendar.tsx';
import { type PageFilter, queryOf } from './task-filter.ts';
import { TaskGroups } from './task-groups.tsx';
import classes from './tasks-page.module.css';

export type TasksView = 'list' | 'calendar' | 'board';

interface TasksPageProps {
  view: TasksView;
  onView: (view: TasksView) => void;
  /** A task that the address names; it stands open. */
  taskId: string | undefined;
  onTask: (taskId: string | undefined) => void;
}

/** All that is to be done, as a list, a calendar or a board (PRODUCT S13). It begins with one's own. */
export function TasksPage({ view, onView, taskId, onTask }: TasksPageProps) {
  const { t } = useTranslation('tasks');
  const { may } = usePermissions();
  const { memberId } = useMembership();
  const timeZone = useTimeZone();
  const [filter, setFilter] = useState<PageFilter>({ assignee: memberId, priority: null, about: nothing });
  const [added, setAdded] = useState<TaskDialogOf | null>(null);
  const query = queryOf(filter);
  const mayEdit = may('tasks', 'edit');
  const add = (day?: Day) =>
    setAdded({
      kind: 'new',
      with: { assigneeId: memberId, ...filter.about, ...(day && { dueAt: plannedOn(day, new Date(), timeZone) }) },
    });

  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <h1 className={classes.title}>{t('page')}</h1>
        <SegmentedControl
          aria-label={t('view.label')}
          value={view}
          onChange={onView}
          data={views.map(({ value, Icon }) => ({
            value,
            label: (
              <span className={classes.view}>
                <Icon size={15} stroke={1.7} aria-hidden />
                <span>{t(`view.${value}`)}</span>
              </span>
            ),
          }))}
        />
        <FilterBar filter={filter} onFilter={setFilter} />
        {mayEdit && (
          <Button
            className={classes.new}
            leftSection={<IconPlus size={15} stroke={2} />}
            aria-label={t('new')}
            onClick={() => add()}
          >
            <span className={classes.newText}>{t('new')}</span>
          </Button>
        )}
      </header>
      {view === 'list' && mayEdit && (
        <div className={classes.quick}>
          <QuickTask about={filter.about} />
        </div>
      )}
      <div className={classes.content} data-view={view}>
        {view === 'list' && <TaskGroups filter={query} onOpen={({ id }) => onTask(id)} />}
        {view === 'calendar' && <TaskCalendar filter={query} onOpen={({ id }) => onTask(id)} onAdd={add} />}
        {view === 'board' && <TaskBoard filter={query} onOpen={({ id }) => onTask(id)} />}
      </div>
      {added && <TaskDialog of={added} onClose={() => setAdded(null)} />}
      {taskId && <OpenTask key={taskId} taskId={taskId} onClose={() => onTask(undefined)} />}
    </div>
  );
}

const views = [
  { value: 'list', Icon: IconList },
  { value: 'calendar', Icon: IconCalendarMonth },
  { value: 'board', Icon: IconLayoutKanban },
] as const;

function OpenTask({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const projectId = useProjectId();
  const { data: task } = useOperation(api.tasks.get, { params: { projectId, taskId } }, { staleTime: 0 });
  return task ? <TaskDialog of={{ kind: 'task', task }} onClose={onClose} /> : null;
}

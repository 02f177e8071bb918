import { useNavigate, useSearch } from '@tanstack/react-router';
import { TasksPage } from '../features/tasks/tasks-page.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { usePermissions } from './session.ts';

/** The tasks of the project; the address remembers how they are looked at and which one is open. */
export function TasksScreen() {
  const { view = 'list', task } = useSearch({ from: '/p/$projectId/tasks' });
  const navigate = useNavigate({ from: '/p/$projectId/tasks' });
  const { may } = usePermissions();
  if (!may('tasks', 'view')) return <NotFoundScreen />;
  return (
    <TasksPage
      view={view}
      onView={(next) =>
        void navigate({ search: ({ view: _, ...rest }) => ({ ...rest, ...(next !== 'list' && { view: next }) }) })
      }
      taskId={task}
      onTask={(next) => void navigate({ search: ({ task: _, ...rest }) => ({ ...rest, ...(next && { task: next }) }) })}
    />
  );
}

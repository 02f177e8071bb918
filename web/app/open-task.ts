import { useNavigate } from '@tanstack/react-router';
import { useProjectId } from './session.ts';

/** Goes to the page of tasks, where the task stands open. */
export function useOpenTask(): (taskId: string) => void {
  const navigate = useNavigate();
  const projectId = useProjectId();
  return (task) => void navigate({ to: '/p/$projectId/tasks', params: { projectId }, search: { task } });
}

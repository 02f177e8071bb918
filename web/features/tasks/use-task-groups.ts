import { useState } from 'react';
import { api } from '../../../api/contract/api.ts';
import type { TaskFilter, TaskRow } from '../../../api/contract/tasks.ts';
import { useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { useTaskCalls } from '../../ui/tasks/use-task-calls.ts';

export const pageSize = 30;
/** Lists ask for so many at a time of a group that is longer. */
const longest = 500;

/** Tasks in their groups. Time passes: what was due today is overdue a minute later. */
export function useTaskGroups(filter: TaskFilter, by: 'due' | 'assignee') {
  const projectId = useProjectId();
  const [limit, setLimit] = useState(pageSize);
  const groups = useOperation(
    api.tasks.groups,
    { params: { projectId }, query: { ...filter, by, limit } },
    { refetchInterval: 60_000, placeholderData: (before) => before },
  );
  return { ...groups, more: () => setLimit((now) => Math.min(longest, now * 3)), full: limit >= longest };
}

/** What was just carried elsewhere stands there at once, and comes back when the server does not want it. */
export function useCarried() {
  const [carried, setCarried] = useState<Record<string, Partial<TaskRow>>>({});
  const { change } = useTaskCalls();
  const carry = async (task: TaskRow, patch: Partial<TaskRow>, send: Parameters<typeof change>[1]) => {
    setCarried((old) => ({ ...old, [task.id]: patch }));
    await change(task.id, send);
    setCarried(({ [task.id]: _, ...rest }) => rest);
  };
  const asCarried = (task: TaskRow): TaskRow => ({ ...task, ...carried[task.id] });
  return { carry, asCarried };
}

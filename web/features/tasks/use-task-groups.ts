import { useState } from 'react';
import { api } from '../../../api/contract/api.ts';
import type { TaskFilter, TaskRow } from '../../../api/contract/tasks.ts';
import { useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { type TaskPatch, useTaskCalls } from '../../ui/tasks/use-task-calls.ts';
import { toastUndo } from '../../ui/toast.tsx';

interface Carrying {
  /** How it looks at once. */
  shown: Partial<TaskRow>;
  /** What the server is told, and what takes it back. */
  sent: TaskPatch;
  back: TaskPatch;
  said: string;
}

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
  const carry = async (task: TaskRow, { shown, sent, back, said }: Carrying) => {
    setCarried((old) => ({ ...old, [task.id]: shown }));
    const done = await change(task.id, sent);
    // It may have been carried further meanwhile.
    setCarried((old) => (old[task.id] === shown ? without(old, task.id) : old));
    if (done) toastUndo({ id: `task ${task.id}`, message: said, undo: () => void change(task.id, back) });
  };
  const asCarried = (task: TaskRow): TaskRow => ({ ...task, ...carried[task.id] });
  return { carry, asCarried };
}

function without<Value>(all: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...rest } = all;
  return rest;
}

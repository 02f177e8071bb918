import type { TaskId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getTask } from './get-task.ts';
import { nextNoticeAt } from './task-notices.ts';

/** Takes back that a task is done. */
export async function reopenTask(work: Work, input: { taskId: TaskId }): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const task = await getTask(work, input.taskId);
  if (!task.doneAt) return task;
  const changes = { doneAt: { from: task.doneAt, to: null } };
  work.emit('task.changed', task, { taskId: task.id, title: task.title, changes });
  const open = { ...task, doneAt: null };
  return work.tasks.update(task.id, { doneAt: null, nextNoticeAt: nextNoticeAt(open, work.now) });
}

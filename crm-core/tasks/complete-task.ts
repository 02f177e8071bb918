import type { TaskId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getTask } from './get-task.ts';

/** Marks a task as done. A second press of the same button changes nothing. */
export async function completeTask(work: Work, input: { taskId: TaskId }): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const task = await getTask(work, input.taskId);
  if (task.doneAt) return task;
  work.emit('task.done', task, { taskId: task.id, title: task.title });
  return work.tasks.update(task.id, { doneAt: work.now, nextNoticeAt: null });
}

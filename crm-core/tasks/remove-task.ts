import type { TaskId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { getTask } from './get-task.ts';

export async function removeTask(work: Work, input: { taskId: TaskId }): Promise<void> {
  demand(work.actor, 'tasks', 'edit');
  const task = await getTask(work, input.taskId);
  work.tasks.remove(task.id);
  work.emit('task.removed', task, { taskId: task.id, title: task.title });
}

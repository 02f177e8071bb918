import { removeTask as remove } from '../../crm-core/tasks/remove-task.ts';
import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeTask: Handler<typeof tasks.remove> = async (call) => {
  await inWork(call, (work) => remove(work, { taskId: call.params.taskId }));
  return {};
};

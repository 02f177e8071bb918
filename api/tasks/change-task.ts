import { changeTask as change } from '../../crm-core/tasks/change-task.ts';
import { completeTask } from '../../crm-core/tasks/complete-task.ts';
import { reopenTask } from '../../crm-core/tasks/reopen-task.ts';
import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getTask } from './find-tasks.ts';
import { givenTask } from './given-task.ts';

export const changeTask: Handler<typeof tasks.change> = async (call) => {
  const { taskId } = call.params;
  const { done, ...patch } = call.body;
  await inWork(call, async (work) => {
    await change(work, { taskId, patch: givenTask(patch) });
    if (done !== undefined) await (done ? completeTask : reopenTask)(work, { taskId });
  });
  return getTask(call.deps.core.db.sql, call.caller, taskId);
};

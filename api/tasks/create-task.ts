import { createTask as create } from '../../crm-core/tasks/create-task.ts';
import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getTask } from './find-tasks.ts';
import { givenTask } from './given-task.ts';

export const createTask: Handler<typeof tasks.create> = async (call) => {
  const { id } = await inWork(call, (work) => create(work, givenTask(call.body)));
  return getTask(call.deps.core.db.sql, call.caller, id);
};

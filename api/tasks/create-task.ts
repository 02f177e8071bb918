import { createTask as create } from '../../crm-core/tasks/create-task.ts';
import type { tasks } from '../contract/tasks.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { taskView } from './task-view.ts';

export const createTask: Handler<typeof tasks.create> = async (call) => {
  const { dueAt, ...input } = given(call.body);
  const due = dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) };
  return taskView(await inWork(call, (work) => create(work, { ...input, ...due })));
};

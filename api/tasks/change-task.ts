import { and, eq } from 'drizzle-orm';
import { changeTask as change } from '../../crm-core/tasks/change-task.ts';
import { completeTask } from '../../crm-core/tasks/complete-task.ts';
import { reopenTask } from '../../crm-core/tasks/reopen-task.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { tasks } from '../contract/tasks.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { taskView } from './task-view.ts';

export const changeTask: Handler<typeof tasks.change> = async (call) => {
  const { taskId, projectId } = call.params;
  const { done, dueAt, ...patch } = given(call.body);
  const due = dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) };
  await inWork(call, async (work) => {
    await change(work, { taskId, patch: { ...patch, ...due } });
    if (done !== undefined) await (done ? completeTask : reopenTask)(work, { taskId });
  });
  const [row] = await call.deps.core.db.orm
    .select()
    .from(schema.tasks)
    .where(and(eq(schema.tasks.projectId, projectId), eq(schema.tasks.id, taskId)));
  if (!row) throw notFound('task', taskId);
  return taskView(row);
};

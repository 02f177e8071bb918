import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { getTask } from './find-tasks.ts';

export const readTask: Handler<typeof tasks.get> = ({ deps, caller, params }) =>
  getTask(deps.core.db.sql, caller, params.taskId);

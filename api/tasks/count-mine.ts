import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { countTasks } from './find-tasks.ts';
import { whichOf } from './group-tasks.ts';

/** An API key has no tasks of its own. */
export const countMine: Handler<typeof tasks.mine> = async ({ deps, caller }) => {
  const { core } = deps;
  if (!caller.member) return { overdue: 0, today: 0 };
  const filter = { assigneeId: caller.member.row.id };
  const count = (group: 'overdue' | 'today') =>
    countTasks(core.db.sql, caller, { filter, which: whichOf(group, caller, core.clock.now()) });
  const [overdue, today] = await Promise.all([count('overdue'), count('today')]);
  return { overdue, today };
};

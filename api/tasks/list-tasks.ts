import { badInput } from '../../kernel/errors.ts';
import type { tasks } from '../contract/tasks.ts';
import type { Handler } from '../http/handler.ts';
import { findTasks, type Which } from './find-tasks.ts';
import { whichOf } from './group-tasks.ts';

export const listTasks: Handler<typeof tasks.list> = async ({ deps, caller, query }) => {
  const { group, from, to, after, limit = 100, ...filter } = query;
  if (group && (from || to)) throw badInput('Ask for a group or for a range, not for both');
  const range = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
  const all: Which = from || to ? { kind: 'any', due: range } : { kind: 'open' };
  const which = group ? whichOf(group, caller, deps.core.clock.now()) : all;
  return findTasks(deps.core.db.sql, caller, { filter, which, after, limit });
};

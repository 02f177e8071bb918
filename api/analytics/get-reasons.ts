import type { analytics } from '../contract/analytics.ts';
import type { Handler } from '../http/handler.ts';
import { countDeals, figureAt } from './count-deals.ts';
import { chooseDeals } from './deal-choice.ts';
import { closedIn } from './found-in.ts';

/** A reason written in other letters' case is the same one. */
export const getReasons: Handler<typeof analytics.reasons> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const choice = chooseDeals(caller, deps.core.clock.now(), query);
  const found = await countDeals(sql, choice, {
    where: closedIn(sql, choice, choice.period, [query.status]),
    key: sql`lower(nullif(d.close_reason, ''))`,
    label: sql`d.close_reason`,
  });
  return [...found]
    .map(([key, { label }]) => ({ reason: key === null ? null : label, deals: figureAt(found, key) }))
    .sort((a, b) => b.deals.count - a.deals.count || (a.reason ?? '').localeCompare(b.reason ?? ''));
};

import type { analytics } from '../contract/analytics.ts';
import type { Handler } from '../http/handler.ts';
import { countDeals, figureAt, medianCycles } from './count-deals.ts';
import { chooseDeals } from './deal-choice.ts';
import { closedIn, createdIn, partOf } from './found-in.ts';
import { periodBefore } from './periods.ts';

export const getSummary: Handler<typeof analytics.summary> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const choice = chooseDeals(caller, deps.core.clock.now(), query);
  const before = periodBefore(choice.period, choice.timeZone);
  const parts = [before, choice.period];
  const whole = { begin: before.begin, end: choice.period.end };
  const closedPart = partOf(sql, sql`d.closed_at`, parts);
  const [created, closed, cycles, open] = await Promise.all([
    countDeals(sql, choice, {
      where: createdIn(sql, whole),
      key: sql`${partOf(sql, sql`d.created_at`, parts)}::text`,
    }),
    countDeals(sql, choice, {
      where: closedIn(sql, choice, whole, ['won', 'lost']),
      key: sql`d.status || ${closedPart}`,
    }),
    medianCycles(sql, choice, { where: closedIn(sql, choice, whole, ['won']), key: sql`${closedPart}::text` }),
    countDeals(sql, choice, { where: sql`d.status = 'open'`, key: sql`'open'` }),
  ]);
  const figures = (part: 1 | 2) => ({
    created: figureAt(created, `${part}`),
    won: figureAt(closed, `won${part}`),
    lost: figureAt(closed, `lost${part}`),
    cycleMs: cycles.get(`${part}`) ?? null,
  });
  return { now: figures(2), before: { from: before.from, to: before.to, ...figures(1) }, open: figureAt(open, 'open') };
};

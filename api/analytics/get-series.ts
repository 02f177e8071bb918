import type { analytics } from '../contract/analytics.ts';
import type { Handler } from '../http/handler.ts';
import { countDeals, figureAt } from './count-deals.ts';
import { chooseDeals } from './deal-choice.ts';
import { closedIn, createdIn, partOf } from './found-in.ts';
import { partsOf, stepOf } from './periods.ts';

export const getSeries: Handler<typeof analytics.series> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const choice = chooseDeals(caller, deps.core.clock.now(), query);
  const step = stepOf(choice.period);
  const parts = partsOf(choice.period, step, choice.timeZone);
  const [created, closed] = await Promise.all([
    countDeals(sql, choice, {
      where: createdIn(sql, choice.period),
      key: sql`${partOf(sql, sql`d.created_at`, parts)}::text`,
    }),
    countDeals(sql, choice, {
      where: closedIn(sql, choice, choice.period, ['won', 'lost']),
      key: sql`d.status || ${partOf(sql, sql`d.closed_at`, parts)}`,
    }),
  ]);
  const points = parts.map(({ from, to }, index) => ({
    from,
    to,
    created: figureAt(created, `${index + 1}`),
    won: figureAt(closed, `won${index + 1}`),
    lost: figureAt(closed, `lost${index + 1}`),
  }));
  return { step, points };
};

import type { Fragment, Sql } from 'postgres';
import { assertNever } from '../../kernel/assert-never.ts';
import type { analytics, BreakdownField } from '../contract/analytics.ts';
import type { Handler } from '../http/handler.ts';
import { countDeals, figureAt } from './count-deals.ts';
import { chooseDeals } from './deal-choice.ts';
import { closedIn, createdIn } from './found-in.ts';

export const getBreakdown: Handler<typeof analytics.breakdown> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const choice = chooseDeals(caller, deps.core.clock.now(), query);
  const { key, joins } = keyOf(sql, query.by);
  const [created, won, lost, open] = await Promise.all(
    [
      createdIn(sql, choice.period),
      closedIn(sql, choice, choice.period, ['won']),
      closedIn(sql, choice, choice.period, ['lost']),
      sql`d.status = 'open'`,
    ].map((where) => countDeals(sql, choice, { where, key, joins })),
  );
  if (!created || !won || !lost || !open) throw new Error('four questions, four answers');
  const keys = new Set([...created.keys(), ...won.keys(), ...lost.keys(), ...open.keys()]);
  return [...keys].map((one) => ({
    key: one,
    created: figureAt(created, one),
    won: figureAt(won, one),
    lost: figureAt(lost, one),
    open: figureAt(open, one),
  }));
};

/** What a deal counts under: the same that the filter's field asks. */
function keyOf(sql: Sql, by: BreakdownField): { key: Fragment; joins: Fragment } {
  switch (by) {
    case 'responsible':
      return { key: sql`d.responsible_id`, joins: sql`` };
    case 'tags':
      return { key: sql`k.key`, joins: sql`left join lateral unnest(d.tags) k (key) on true` };
    case 'channel':
      return { key: sql`k.key`, joins: channelsOf(sql) };
    default:
      return assertNever(by);
  }
}

/** Where the person behind the deal can be written to, as the filter understands it. */
function channelsOf(sql: Sql): Fragment {
  return sql`
    left join lateral (
      select distinct v.channel_id as key
      from contacts c
      join contacts o on o.person_id = c.person_id
      join conversations v on v.contact_id = o.id
      join identities i on i.id = v.identity_id and i.unreachable is null
      where c.id = d.contact_id
    ) k on true`;
}

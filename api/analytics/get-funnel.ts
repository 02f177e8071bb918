import type { Fragment, Sql } from 'postgres';
import { findPipeline } from '../../crm-core/config/project-config.ts';
import type { StageId } from '../../kernel/ids.ts';
import type { analytics } from '../contract/analytics.ts';
import type { Handler } from '../http/handler.ts';
import { textArray } from '../http/text-array.ts';
import { countDeals, figureAt, searchCtes } from './count-deals.ts';
import { chooseDeals, type DealChoice, isChosen } from './deal-choice.ts';
import { createdIn } from './found-in.ts';

/** The cohort is what was created in the period; how far it has come is told by the visits of stages. */
export const getFunnel: Handler<typeof analytics.funnel> = async ({ deps, caller, query }) => {
  const { sql } = deps.core.db;
  const choice = chooseDeals(caller, deps.core.clock.now(), query);
  const stageIds = (findPipeline(caller.config, query.pipelineId)?.stages ?? []).map(({ id }) => id);
  const cohort = createdIn(sql, choice.period);
  const steps = sql`unnest(${textArray(stageIds)}::text[]) with ordinality s (stage_id, step)`;
  const [created, won, reached, here, lost, stays] = await Promise.all([
    countDeals(sql, choice, { where: cohort, key: sql`'all'` }),
    countDeals(sql, choice, { where: sql`${cohort} and d.status = 'won'`, key: sql`'all'` }),
    countDeals(sql, choice, {
      where: cohort,
      key: sql`r.step::text`,
      joins: sql`join reach on reach.id = d.id join generate_series(1, ${stageIds.length}::int) r (step) on r.step <= reach.step`,
      ctes: [reachCte(sql, choice, { cohort, steps, all: stageIds.length })],
    }),
    countDeals(sql, choice, { where: sql`${cohort} and d.status = 'open'`, key: sql`d.stage_id` }),
    countDeals(sql, choice, { where: sql`${cohort} and d.status in ('lost', 'archived')`, key: sql`d.stage_id` }),
    lengthsOfStays(sql, choice, cohort),
  ]);
  const stages = stageIds.map((stageId, index) => ({
    stageId,
    reached: figureAt(reached, `${index + 1}`),
    medianMs: stays.get(stageId)?.median ?? null,
    p75Ms: stays.get(stageId)?.p75 ?? null,
    here: figureAt(here, stageId),
    lost: figureAt(lost, stageId),
  }));
  return { created: figureAt(created, 'all'), stages, won: figureAt(won, 'all') };
};

/** How many stages each deal of the cohort has come: to the furthest that it entered; a won one all the way. */
function reachCte(
  sql: Sql,
  choice: DealChoice,
  { cohort, steps, all }: { cohort: Fragment; steps: Fragment; all: number },
): Fragment {
  return sql`
    reach as materialized (
      select d.id, case when d.status = 'won' then ${all}::bigint else max(s.step) end as step
      from deals d
      left join stage_visits v on v.deal_id = d.id and v.project_id = d.project_id and v.entered_at >= ${choice.period.begin.toISOString()}
      left join ${steps} on s.stage_id = v.place or s.stage_id = d.stage_id
      where ${isChosen(sql, choice)} and ${cohort}
      group by d.id, d.status
    )`;
}

interface Stays {
  median: number;
  p75: number;
}

/** How long deals of the cohort stayed in each stage that they have left, in milliseconds. */
async function lengthsOfStays(sql: Sql, choice: DealChoice, cohort: Fragment): Promise<Map<StageId, Stays>> {
  const rows = await sql<{ place: StageId; median: number; p75: number }[]>`
    ${searchCtes(sql, choice)}, stays as (
      select v.place, lead(v.entered_at) over (partition by v.deal_id order by v.id) - v.entered_at as length
      from deals d
      join stage_visits v on v.deal_id = d.id and v.project_id = d.project_id and v.entered_at >= ${choice.period.begin.toISOString()}
      where ${isChosen(sql, choice)} and ${cohort}
    )
    select place, percentile_cont(0.5) within group (order by extract(epoch from length)) as median,
      percentile_cont(0.75) within group (order by extract(epoch from length)) as p75
    from stays where length is not null group by place`;
  const ms = (seconds: number) => Math.max(0, Math.round(seconds * 1000));
  return new Map(rows.map(({ place, median, p75 }) => [place, { median: ms(median), p75: ms(p75) }]));
}

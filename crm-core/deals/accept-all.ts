import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { DealId, PipelineId, StageId } from '../../kernel/ids.ts';
import { getStage } from '../pipelines/known-pipelines.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { acceptDeal } from './accept-deal.ts';
import type { DealRefused } from './deal-outcome.ts';
import { mayNotSee } from './get-deal.ts';

/** So many at most are accepted in one transaction. */
const limit = 500;

export interface AcceptedAll {
  accepted: DealId[];
  refused: { dealId: DealId; refusal: DealRefused }[];
  /** There were more than one transaction takes: call again. */
  more: boolean;
}

/** "Accept all N" (PRODUCT D8): every deal in Unsorted, or of them the given ones, into one stage. The oldest ends up lowest. */
export async function acceptAll(
  work: Work,
  input: { pipelineId?: PipelineId; stageId: StageId; ids?: readonly DealId[] },
): Promise<AcceptedAll> {
  demand(work.actor, 'crm', 'edit');
  const stage = getStage(work, input.stageId);
  if (input.pipelineId && input.pipelineId !== stage.pipelineId)
    throw badInput('The stage is of another pipeline', { why: 'stage_elsewhere' });
  const waiting = await unsortedDeals(work, input.ids);
  const outcome: AcceptedAll = { accepted: [], refused: [], more: waiting.length > limit };
  for (const deal of waiting.slice(0, limit)) {
    const one = await acceptDeal(work, { dealId: deal.id, stageId: stage.id });
    if (one.kind === 'ok') outcome.accepted.push(deal.id);
    else outcome.refused.push({ dealId: deal.id, refusal: one });
  }
  return outcome;
}

/** Oldest first; one more than the limit shows that there are more. */
async function unsortedDeals(work: Work, ids: readonly DealId[] | undefined): Promise<Row<'deals'>[]> {
  const rows = await work.db.orm
    .select()
    .from(deals)
    .where(
      and(
        eq(deals.projectId, work.projectId),
        eq(deals.status, 'open'),
        isNull(deals.stageId),
        ids && inArray(deals.id, [...ids]),
      ),
    )
    .orderBy(asc(deals.id))
    .limit(limit + 1);
  work.deals.seed(rows);
  return rows.filter((deal) => !mayNotSee(work.actor, deal));
}

import { and, eq, type SQL, sql } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import type { StageId } from '../../kernel/ids.ts';
import { placeOf } from '../deals/deal-place.ts';
import { recordVisit } from '../deals/record-visit.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getStage } from './known-pipelines.ts';
import { type PipelineRefused, refuse } from './pipeline-outcome.ts';

/**
 * So many deals are moved in one transaction, row by row, each with its event and its version. A fuller stage is emptied
 * beforehand in several transactions (`emptyStage`).
 */
export const movableAtOnce = 2000;

/**
 * The deals, open and closed, of a place that goes away (PRODUCT D3); refused when they have nowhere to go or are too many
 * for one transaction. Records nothing.
 */
export async function dealsToMoveAlong(
  work: Work,
  input: { where: SQL; targetStageId: StageId | null | undefined },
): Promise<{ kind: 'ok'; deals: Row<'deals'>[] } | PipelineRefused> {
  if (input.targetStageId) getStage(work, input.targetStageId);
  const found = and(eq(deals.projectId, work.projectId), input.where);
  const [counted] = await work.db.orm.select({ deals: sql<number>`count(*)::int` }).from(deals).where(found);
  const count = counted?.deals ?? 0;
  if (count === 0) return { kind: 'ok', deals: [] };
  if (!input.targetStageId) return refuse('needs_target', 'There are deals: choose where they go.', count);
  if (count > movableAtOnce) return refuse('too_many_deals', 'Too many deals to move in one step.', count);
  return { kind: 'ok', deals: await work.db.orm.select().from(deals).where(found).limit(movableAtOnce) };
}

/**
 * Stage rules do not apply and no flow is triggered: nobody decided anything about these deals, so the timeline tells of
 * a change and not of a move.
 */
export function moveDealsAlong(
  work: Work,
  input: { deals: readonly Row<'deals'>[]; targetStageId: StageId; because: 'stage_deleted' | 'pipeline_deleted' },
): void {
  const target = getStage(work, input.targetStageId);
  work.deals.seed(input.deals);
  for (const deal of input.deals) moveAlong(work, deal, target, input.because);
}

function moveAlong(work: Work, deal: Row<'deals'>, target: Row<'stages'>, because: string): void {
  const from = placeOf(work, deal);
  const moved = work.deals.update(deal.id, {
    pipelineId: target.pipelineId,
    // A deal that was closed before it reached a stage remembers none, and shall not begin to.
    stageId: deal.stageId === null ? null : target.id,
    ...(deal.status === 'open' && { stageEnteredAt: work.now }),
    updatedAt: work.now,
  });
  if (moved.status === 'open') recordVisit(work, moved);
  work.emit(
    'deal.changed',
    { dealId: deal.id, contactId: deal.contactId },
    { change: because, from, to: placeOf(work, moved) },
  );
}

import type { DealId } from '../../kernel/ids.ts';
import { topKey } from '../order-key.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { placeOf } from './deal-place.ts';
import { getDeal } from './get-deal.ts';
import { recordVisit } from './record-visit.ts';

/** Opens a closed deal where it was closed (PRODUCT D1): on its stage, or in Unsorted when it never left it. */
export async function restoreDeal(work: Work, input: { dealId: DealId }): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (deal.status === 'open') return refuse('not_closed', 'The deal is open.');
  const restored = work.deals.update(deal.id, {
    status: 'open',
    pipelineId: deal.stageId === null ? null : deal.pipelineId,
    closeReason: null,
    closedAt: null,
    rank: topKey(work.now),
    stageEnteredAt: work.now,
    updatedAt: work.now,
  });
  recordVisit(work, restored);
  work.emit(
    'deal.restored',
    { dealId: deal.id, contactId: deal.contactId },
    { from: deal.status, to: placeOf(work, restored), reason: deal.closeReason },
  );
  return ok(restored);
}

import { and, desc, eq, inArray } from 'drizzle-orm';
import type { UnsortedReason } from '../../drizzle/schema/documents.ts';
import { events } from '../../drizzle/schema/index.ts';
import type { DealId } from '../../kernel/ids.ts';
import { topKey } from '../order-key.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { msInStage, placeOf } from './deal-place.ts';
import { getDeal, isUnsorted } from './get-deal.ts';
import { recordVisit } from './record-visit.ts';

/**
 * Takes an acceptance back (PRODUCT D7): the deal waits in Unsorted again, for the reason for which it waited before. Only
 * while it stands where it was accepted: whoever has moved or closed it since is not overruled.
 */
export async function unacceptDeal(work: Work, input: { dealId: DealId }): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (deal.status !== 'open') return refuse('closed', 'The deal is closed: restore it first.');
  if (isUnsorted(deal)) return ok(deal);
  const last = await lastPlaced(work, deal.id);
  if (last?.kind !== 'deal.accepted') return refuse('moved', 'Somebody else has moved the deal meanwhile.');
  const from = { place: placeOf(work, deal), inStageMs: msInStage(work, deal) };
  const waiting = work.deals.update(deal.id, {
    pipelineId: null,
    stageId: null,
    unsorted: (last.payload.unsorted as UnsortedReason | null) ?? null, // as `acceptDeal` has noted it
    rank: topKey(work.now),
    stageEnteredAt: work.now,
    updatedAt: work.now,
  });
  recordVisit(work, waiting);
  work.emit(
    'deal.unaccepted',
    { dealId: deal.id, contactId: deal.contactId },
    { from: from.place, to: placeOf(work, waiting), inStageMs: from.inStageMs },
  );
  return ok(waiting);
}

const placing = ['deal.moved', 'deal.accepted', 'deal.unaccepted', 'deal.restored'];

async function lastPlaced(work: Work, dealId: DealId) {
  const [last] = await work.db.orm
    .select({ kind: events.kind, payload: events.payload })
    .from(events)
    .where(and(eq(events.dealId, dealId), inArray(events.kind, placing)))
    .orderBy(desc(events.id))
    .limit(1);
  return last;
}

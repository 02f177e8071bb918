import type { DealId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkEntry, type Override } from './check-entry.ts';
import { type DealOutcome, type DealRefused, ok, refuse } from './deal-outcome.ts';
import { msInStage, placeOf } from './deal-place.ts';
import { getDeal, isUnsorted } from './get-deal.ts';
import { leadPlacement } from './intake-deal.ts';
import { recordVisit } from './record-visit.ts';
import type { ClosedStage } from './stage-rules.ts';

export interface CloseDeal {
  dealId: DealId;
  reason?: string;
  override?: Override;
}

/** Ends a deal. It keeps the pipeline and the stage that it came from (PRODUCT D1) and, when given, the reason (D2). */
export async function closeDeal(work: Work, status: ClosedStage, input: CloseDeal): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (deal.status === status) return ok(deal);
  const reason = input.reason?.trim() ?? '';
  const refused = closingRefusal(work, deal, status, reason);
  if (refused) return refused;
  const to = { id: status, name: status, rules: { requiredFields: [] } };
  const entry = await checkEntry(work, { deal, to, override: input.override });
  if (entry.kind === 'refused') return entry;
  // Closed deals are listed by pipeline: one that never reached a pipeline would be seen nowhere.
  const pipelineId = deal.pipelineId ?? leadPlacement(work, undefined).pipeline?.id;
  if (!pipelineId) return refuse('no_pipeline', 'Without a pipeline a deal cannot be closed. It can be deleted.');
  const from = { place: placeOf(work, deal), inStageMs: msInStage(work, deal) };
  const closed = work.deals.update(deal.id, {
    status,
    pipelineId,
    closeReason: reason || null,
    closedAt: work.now,
    updatedAt: work.now,
  });
  recordVisit(work, closed);
  work.emit(
    `deal.${status}`,
    { dealId: deal.id, contactId: deal.contactId },
    {
      from: from.place,
      inStageMs: from.inStageMs,
      reason: reason || null,
      amount: deal.amount,
      currency: deal.currency,
      ...(entry.overridden && { overridden: entry.overridden }),
    },
  );
  return ok(closed);
}

function closingRefusal(work: Work, deal: Row<'deals'>, status: ClosedStage, reason: string): DealRefused | undefined {
  const byMember = work.actor.record.kind === 'member';
  // Won and lost deals may be put away; otherwise a closed deal is restored first.
  if (deal.status !== 'open' && (status !== 'archived' || deal.status === 'archived')) {
    return refuse('closed', 'The deal is closed already.');
  }
  if (byMember && isUnsorted(deal)) return refuse('unsorted', 'Accept the deal first, or delete it.');
  if (byMember && status !== 'won' && reason === '') return refuse('reason_required', 'Say why.');
  return undefined;
}

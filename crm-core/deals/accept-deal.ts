import type { DealId, StageId } from '../../kernel/ids.ts';
import { topKey } from '../order-key.ts';
import { getStage } from '../pipelines/known-pipelines.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { checkEntry, type Override } from './check-entry.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { msInStage, placeOf } from './deal-place.ts';
import { enterStage } from './enter-stage.ts';
import { getDeal, isUnsorted } from './get-deal.ts';

/** The way out of Unsorted (PRODUCT S10, D7). Accepting into the stage where the deal already is changes nothing. */
export async function acceptDeal(
  work: Work,
  input: { dealId: DealId; stageId: StageId; override?: Override },
): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  const stage = getStage(work, input.stageId);
  if (deal.status !== 'open') return refuse('closed', 'The deal is closed: restore it first.');
  if (!isUnsorted(deal)) {
    return deal.stageId === stage.id ? ok(deal) : refuse('not_unsorted', 'The deal was accepted already.');
  }
  const entry = await checkEntry(work, { deal, to: stage, override: input.override });
  if (entry.kind === 'refused') return entry;
  const accepted = enterStage(work, deal, stage, topKey(work.now));
  work.emit(
    'deal.accepted',
    { dealId: deal.id, contactId: deal.contactId },
    {
      to: placeOf(work, accepted),
      inStageMs: msInStage(work, deal),
      unsorted: deal.unsorted,
      ...(entry.overridden && { overridden: entry.overridden }),
    },
  );
  return ok(accepted);
}

import type { DealId, StageId } from '../../kernel/ids.ts';
import { getStage } from '../pipelines/known-pipelines.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkEntry, type Override } from './check-entry.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { msInStage, placeOf } from './deal-place.ts';
import { enterStage } from './enter-stage.ts';
import { getDeal, isUnsorted } from './get-deal.ts';
import { type CardPosition, rankAt } from './rank-at.ts';

export interface MoveDeal {
  dealId: DealId;
  stageId: StageId;
  /** Default: on top of the column. */
  position?: CardPosition;
  /** Refuses as `changed` when the deal has another version by now. Without it the last to move it wins. */
  expectedVersion?: number;
  /** Where the mover saw the deal when he took it. Refuses as `moved` when somebody put it elsewhere meanwhile (PRODUCT D14). */
  fromStageId?: StageId;
  override?: Override;
}

/** Moves an open deal to a stage of any pipeline, or to another place in its column (PRODUCT D4, D14). */
export async function moveDeal(work: Work, input: MoveDeal): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  const stage = getStage(work, input.stageId);
  if (deal.status !== 'open') return refuse('closed', 'The deal is closed: restore it first.');
  if (isUnsorted(deal)) return refuse('unsorted', 'A deal leaves Unsorted only by being accepted.');
  if (input.expectedVersion !== undefined && input.expectedVersion !== deal.version) {
    return refuse('changed', 'Somebody else has changed the deal.');
  }
  if (deal.stageId !== stage.id && input.fromStageId !== undefined && deal.stageId !== input.fromStageId) {
    return refuse('moved', 'Somebody else has moved the deal meanwhile.');
  }
  if (deal.stageId === stage.id) return ok(await reorder(work, deal, stage, input.position));
  const entry = await checkEntry(work, { deal, to: stage, override: input.override });
  if (entry.kind === 'refused') return entry;
  const from = { place: placeOf(work, deal), inStageMs: msInStage(work, deal) };
  const rank = await rankAt(work, { dealId: deal.id, stageId: stage.id, position: input.position });
  const moved = enterStage(work, deal, stage, rank);
  work.emit(
    'deal.moved',
    { dealId: deal.id, contactId: deal.contactId },
    {
      from: from.place,
      to: placeOf(work, moved),
      inStageMs: from.inStageMs,
      ...(entry.overridden && { overridden: entry.overridden }),
    },
  );
  return ok(moved);
}

/** Same column, other place. No move for timelines and triggers, but open boards have to know. */
async function reorder(
  work: Work,
  deal: Row<'deals'>,
  stage: Row<'stages'>,
  position: CardPosition | undefined,
): Promise<Row<'deals'>> {
  if (!position) return deal;
  const rank = await rankAt(work, { dealId: deal.id, stageId: stage.id, position });
  const moved = work.deals.update(deal.id, { rank });
  work.emit(
    'deal.changed',
    { dealId: deal.id, contactId: deal.contactId },
    { change: 'reordered', stageId: stage.id, rank },
  );
  return moved;
}

import { notFound } from '../../kernel/errors.ts';
import type { DealId } from '../../kernel/ids.ts';
import { type Actor, isRestricted } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The deal, unless it is none of this project's or none that the actor may see: then `not_found` either way (PRODUCT D30). */
export async function getDeal(work: Work, id: DealId): Promise<Row<'deals'>> {
  const deal = await work.deals.get(id);
  if (!mayNotSee(work.actor, deal)) return deal;
  throw notFound('deal', id);
}

export function mayNotSee(actor: Actor, deal: Row<'deals'>): boolean {
  if (!isRestricted(actor, 'see_others_deals')) return false;
  return actor.record.kind !== 'member' || deal.responsibleId !== actor.record.memberId;
}

/** Waits in Unsorted (PRODUCT S8). */
export function isUnsorted(deal: Row<'deals'>): boolean {
  return deal.status === 'open' && deal.stageId === null;
}

import type { DealId } from '../../kernel/ids.ts';
import { demand, demandUnrestricted } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { placeOf } from './deal-place.ts';
import { getDeal, isUnsorted } from './get-deal.ts';
import { forgetVisits } from './record-visit.ts';

/**
 * Removes a deal with its tasks and notes. From Unsorted whoever works with deals may (PRODUCT S11); elsewhere it takes
 * the right to delete what is known of a customer.
 */
export async function deleteDeal(work: Work, input: { dealId: DealId }): Promise<void> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (!isUnsorted(deal)) demandUnrestricted(work.actor, 'delete_contacts');
  await forgetVisits(work, deal.id);
  work.deals.remove(deal.id);
  work.emit('deal.deleted', { dealId: deal.id, contactId: deal.contactId }, remembered(work, deal));
}

/** What the audit log and the customer's timeline keep of a deal that is gone. */
export function remembered(work: Work, deal: Row<'deals'>): Record<string, unknown> {
  const { name, status, unsorted, amount, currency, responsibleId } = deal;
  return { name, from: placeOf(work, deal), status, unsorted, amount, currency, responsibleId };
}

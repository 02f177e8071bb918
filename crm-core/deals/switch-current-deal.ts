import { notFound } from '../../kernel/errors.ts';
import type { DealId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { getDeal } from './get-deal.ts';

/** Makes an open deal the one that flows act on for its person (PRODUCT D10). */
export async function switchCurrentDeal(work: Work, input: { dealId: DealId }): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (deal.status !== 'open') return refuse('closed', 'A closed deal cannot be the current one.');
  if (!deal.contactId) throw notFound('contact of deal', deal.id);
  const contact = await work.contacts.get(deal.contactId);
  const person = await work.people.get(contact.personId);
  if (person.currentDealId !== deal.id) {
    work.people.update(person.id, { currentDealId: deal.id });
    work.emit('deal.changed', { dealId: deal.id, contactId: contact.id }, { change: 'made_current' });
  }
  return ok(deal);
}

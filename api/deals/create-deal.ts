import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { createDeal as create } from '../../crm-core/deals/create-deal.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { deals } from '../contract/deals.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { changedCard } from './changed-deal.ts';

/** The contact, when it is a new one, and the deal come together or not at all (PRODUCT D12). */
export const createDeal: Handler<typeof deals.create> = (call) => {
  const { contact, ...deal } = given(call.body);
  return changedCard(call, async (work) => {
    const contactId = contact && (await contactOf(work, contact));
    return create(work, { ...deal, ...(contactId && { contactId }) });
  });
};

type ChosenContact = { id: ContactId } | { name: string; phone?: string | undefined; email?: string | undefined };

async function contactOf(work: Work, contact: ChosenContact): Promise<ContactId> {
  return 'id' in contact ? contact.id : (await createContact(work, given(contact))).id;
}

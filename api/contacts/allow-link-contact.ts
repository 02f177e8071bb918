import { allowLink } from '../../crm-core/people/never-link.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const allowLinkContact: Handler<typeof contacts.allowLink> = async (call) => {
  const { contactId, otherContactId } = call.params;
  await inWork(call, (work) => allowLink(work, { contactId, otherContactId }));
  return {};
};

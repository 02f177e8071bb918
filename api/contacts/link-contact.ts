import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

/** An operator's decision (PRODUCT D16). */
export const linkContact: Handler<typeof contacts.link> = async (call) => {
  const { otherContactId, take = [] } = call.body;
  const { contactId } = call.params;
  const outcome = await inWork(call, (work) =>
    linkContacts(work, { contactId, otherContactId, evidence: { kind: 'operator' }, take }),
  );
  return outcome.kind === 'ok' ? { kind: 'ok', linkId: outcome.link.id } : outcome;
};

import { neverLink } from '../../crm-core/people/never-link.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const neverLinkContact: Handler<typeof contacts.neverLink> = async (call) => {
  const pair = { contactId: call.params.contactId, otherContactId: call.body.otherContactId };
  const outcome = await inWork(call, (work) => neverLink(work, pair));
  return outcome.kind === 'ok' ? { kind: 'ok' } : outcome;
};

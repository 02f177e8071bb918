import { unlinkContacts } from '../../crm-core/people/unlink-contacts.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const unlinkContact: Handler<typeof contacts.unlink> = async (call) => {
  await inWork(call, (work) => unlinkContacts(work, { linkId: call.params.personLinkId }));
  return {};
};

import { choosePrimary } from '../../crm-core/people/choose-primary.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const makePrimary: Handler<typeof contacts.makePrimary> = async (call) => {
  await inWork(call, (work) => choosePrimary(work, { contactId: call.params.contactId }));
  return {};
};

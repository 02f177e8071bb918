import { changeContacts as change } from '../../crm-core/contacts/change-contacts.ts';
import type { contacts } from '../contract/contacts.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const changeContacts: Handler<typeof contacts.changeMany> = async (call) => {
  const { contactIds, undo } = await inWork(call, (work) => change(work, given(call.body)));
  return { changed: contactIds.length, undo };
};

import { deleteContact } from '../../crm-core/contacts/delete-contact.ts';
import { demandUnrestricted } from '../../crm-core/work/actor.ts';
import type { contacts } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

/** One transaction each: a contact with a long history must not hold up the others, nor be lost with them. */
export const removeContacts: Handler<typeof contacts.removeMany> = async (call) => {
  demandUnrestricted(call.caller.actor, 'delete_contacts');
  let deleted = 0;
  for (const contactId of new Set(call.body.contactIds)) {
    const gone = await inWork(call, async (work) => {
      if (!(await work.contacts.find(contactId))) return false;
      await deleteContact(work, { contactId });
      return true;
    });
    if (gone) deleted += 1;
  }
  return { deleted };
};

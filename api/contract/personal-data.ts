import { z } from 'zod';
import { fileAnswer, member, operation, withAlso } from './operation.ts';
import { idOf, projectParams, refusal } from './values.ts';

const one = projectParams.extend({ contactId: idOf('contact') });
const path = '/projects/:projectId/contacts/:contactId/personal-data';

/** What is known of one person: handed over, or erased (PRODUCT D31). */
export const personalData = {
  get: operation({
    name: 'personalData.get',
    method: 'GET',
    path,
    summary:
      'Everything that is kept of a contact as one JSON file: accounts, messages, deals, tasks, notes, events and the list of files, as far as the role may see them.',
    access: withAlso(member('contacts', 'view', 'export', 'see_others_deals'), ['crm', 'view']),
    params: one,
    response: fileAnswer,
  }),
  erase: operation({
    name: 'personalData.erase',
    method: 'DELETE',
    path,
    summary:
      'Erases a contact for ever: his accounts, conversations, notes, tasks and files, and every copy of them. His deals keep their money and the history of their stages, without a name. `name` has to be the name of the contact.',
    access: member('contacts', 'edit', 'delete_contacts', 'see_others_deals'),
    params: one,
    body: z.strictObject({ name: z.string().max(400), wholePerson: z.boolean().optional() }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ok'), contacts: z.int(), messages: z.int(), deals: z.int() }),
      refusal,
    ]),
  }),
};

import { z } from 'zod';
import { member, operation } from './operation.ts';
import { idOf, projectParams, shortText, tag, variables, version } from './values.ts';

export const contactView = z.object({
  id: idOf('contact'),
  personId: idOf('person'),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  variables,
  tags: z.array(z.string()),
  responsibleId: idOf('member').nullable(),
  version,
});
export type ContactView = z.infer<typeof contactView>;

export const contacts = {
  search: operation({
    name: 'contacts.search',
    method: 'GET',
    path: '/projects/:projectId/contacts',
    summary: 'Contacts by part of name, phone or e-mail; newest first without `search`.',
    access: member('contacts', 'view'),
    params: projectParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
    response: z.array(contactView),
  }),
  change: operation({
    name: 'contacts.change',
    method: 'PATCH',
    path: '/projects/:projectId/contacts/:contactId',
    summary: 'Changes given fields. A phone is stored as E.164.',
    access: member('contacts', 'edit'),
    params: projectParams.extend({ contactId: idOf('contact') }),
    body: z.strictObject({
      name: shortText.optional(),
      phone: z.string().max(40).nullable().optional(),
      email: z.email().nullable().optional(),
      variables: variables.optional(),
      tags: z.array(tag).max(50).optional(),
      responsibleId: idOf('member').nullable().optional(),
    }),
    response: contactView,
  }),
};

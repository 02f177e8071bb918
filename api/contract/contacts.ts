import { z } from 'zod';
import { contactFilterParam } from './contact-filter.ts';
import { channelKind, dealView, noteView, taskView, timelineEntry } from './deals.ts';
import { member, operation, withAlso } from './operation.ts';
import {
  actor,
  currency,
  empty,
  idOf,
  money,
  projectParams,
  refusal,
  shortText,
  tag,
  time,
  variables,
  version,
} from './values.ts';

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

const channelSign = z.object({ kind: channelKind, imitates: z.enum(['telegram', 'whatsapp']).nullable() });

/** A contact as a row of the list. Deals and messages are those of this contact alone; what the role may not see is left out. */
export const contactRow = contactView.extend({
  blocked: z.boolean(),
  unsubscribed: z.boolean(),
  createdAt: time,
  channels: z.array(channelSign),
  deals: z.int(),
  openDeals: z.int(),
  lastMessageAt: time.nullable(),
  lastMessageText: z.string().nullable(),
  /** Contacts that are the same person. */
  merged: z.int(),
});
export type ContactRow = z.infer<typeof contactRow>;

export const contactSort = z.enum(['-created', 'created', 'name', '-name', 'last_message', '-last_message']);
export type ContactSort = z.infer<typeof contactSort>;

const dealOfContact = z.object({
  id: idOf('deal'),
  contactId: idOf('contact').nullable(),
  name: z.string(),
  status: z.enum(['open', 'won', 'lost', 'archived']),
  pipelineId: idOf('pipeline').nullable(),
  stageId: idOf('stage').nullable(),
  amount: money.nullable(),
  currency,
  createdAt: time,
  /** The one that flows act on (PRODUCT D10). */
  current: z.boolean(),
});
export type DealOfContact = z.infer<typeof dealOfContact>;

/** One linking of two contacts (PRODUCT M3). `taken`: the fields that the primary took over from the other. */
const linkView = z.object({
  id: idOf('personLink'),
  contactId: idOf('contact'),
  otherContactId: idOf('contact'),
  contactName: z.string(),
  otherContactName: z.string(),
  evidence: z.string(),
  taken: z.array(z.string()),
  by: actor.nullable(),
  createdAt: time,
  undoneAt: time.nullable(),
});
export type LinkView = z.infer<typeof linkView>;

const relative = z.object({
  id: idOf('contact'),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  channels: z.array(channelSign),
  createdAt: time,
});
export type Relative = z.infer<typeof relative>;

/** Everything of the contact's page but messages and timeline. Conversations, accounts and deals are those of the whole person (PRODUCT D18). */
export const contactPage = z.object({
  contact: dealView.shape.contact.unwrap(),
  primaryContactId: idOf('contact'),
  /** All contacts that are this person, oldest first; one when it is not linked. */
  contacts: z.array(relative),
  /** Newest first; those that were taken back have `undoneAt`. */
  links: z.array(linkView),
  identities: z.array(dealView.shape.identities.element.extend({ contactId: idOf('contact') })),
  conversations: dealView.shape.conversations,
  deals: z.array(dealOfContact),
  tasks: z.array(taskView),
  notes: z.array(noteView),
});
export type ContactPage = z.infer<typeof contactPage>;

/** Why two contacts may be one person, strongest first. Nothing of it is proof (PRODUCT D16). */
export const duplicateReason = z.enum(['attested_phone', 'phone', 'email', 'name_and_phone_tail']);
export type DuplicateReason = z.infer<typeof duplicateReason>;

const suspect = relative.extend({ openDeals: z.int(), deals: z.int() });
export type Suspect = z.infer<typeof suspect>;
const duplicatePair = z.object({ reason: duplicateReason, value: z.string(), contact: suspect, other: suspect });
export type DuplicatePair = z.infer<typeof duplicatePair>;

const shownDeal = z.object({
  id: idOf('deal'),
  name: z.string(),
  contactId: idOf('contact'),
  stageId: idOf('stage').nullable(),
  status: z.enum(['open', 'won', 'lost', 'archived']),
  amount: money.nullable(),
  currency,
});

/** What linking would do. */
export const linkPreview = z.object({
  contact: suspect,
  other: suspect,
  /** All who would be one person. */
  contacts: z.array(relative),
  /** Fields in which the two differ; the primary may take over the other's value. */
  conflicts: z.array(z.object({ field: z.string(), mine: z.unknown(), theirs: z.unknown() })),
  /** Boards on which the person has several deals in one place. Where merged contacts are hidden, one stands for the others (PRODUCT S15). */
  boards: z.array(
    z.object({
      pipelineId: idOf('pipeline').nullable(),
      hideMerged: z.boolean(),
      shown: z.array(shownDeal),
      hidden: z.array(shownDeal),
    }),
  ),
  /** Somebody marked them as never to be linked. */
  never: z.boolean(),
});
export type LinkPreview = z.infer<typeof linkPreview>;

const one = projectParams.extend({ contactId: idOf('contact') });
const path = '/projects/:projectId/contacts/:contactId';
const many = z.array(idOf('contact')).min(1).max(1000);

/** A comma-separated list of ids. */
const idList = z
  .string()
  .max(40_000)
  .transform((text) => text.split(','))
  .pipe(many);

const massChange = z.strictObject({
  contactIds: many,
  addTags: z.array(tag).max(50).optional(),
  removeTags: z.array(tag).max(50).optional(),
  responsibleId: idOf('member').nullable().optional(),
});
export type ContactsMassChange = z.infer<typeof massChange>;

const fields = {
  phone: z.string().max(40).nullable().optional(),
  email: z.email().nullable().optional(),
  variables: variables.optional(),
  tags: z.array(tag).max(50).optional(),
  responsibleId: idOf('member').nullable().optional(),
};

export const contacts = {
  search: operation({
    name: 'contacts.search',
    method: 'GET',
    path: '/projects/:projectId/contacts',
    summary: 'Contacts by part of name, phone, e-mail or name in a messenger; newest first without `search`.',
    access: member('contacts', 'view'),
    params: projectParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
    response: z.array(contactView),
  }),
  list: operation({
    name: 'contacts.list',
    method: 'GET',
    path: '/projects/:projectId/contact-list',
    summary:
      'Contacts that a filter leaves over, in pages: give `next` as `after` for the next one. Newest first. Sorting by the last message takes the inbox.',
    access: withAlso(member('contacts', 'view'), ['inbox', 'view']),
    params: projectParams,
    query: z.strictObject({
      filter: contactFilterParam.optional(),
      sort: contactSort.optional(),
      after: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({ contacts: z.array(contactRow), next: z.string().nullable() }),
  }),
  count: operation({
    name: 'contacts.count',
    method: 'GET',
    path: '/projects/:projectId/contact-count',
    summary: 'How many contacts a filter leaves over, counted up to 10,000.',
    access: member('contacts', 'view'),
    params: projectParams,
    query: z.strictObject({ filter: contactFilterParam.optional() }),
    response: z.object({ count: z.int(), more: z.boolean() }),
  }),
  get: operation({
    name: 'contacts.get',
    method: 'GET',
    path,
    summary: 'The contact with the person’s accounts, conversations and deals, its tasks, notes and links.',
    access: member('contacts', 'view'),
    params: one,
    response: contactPage,
  }),
  create: operation({
    name: 'contacts.create',
    method: 'POST',
    path: '/projects/:projectId/contacts',
    summary: 'Creates a contact by hand, without a channel (PRODUCT D12). A phone is stored as E.164.',
    access: member('contacts', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText, ...fields }),
    response: contactView,
  }),
  change: operation({
    name: 'contacts.change',
    method: 'PATCH',
    path,
    summary:
      'Changes given fields. With `version`, refused as `conflict` (409) when somebody changed the contact meanwhile. A phone is stored as E.164. Whom the shop has blocked the bot no longer answers; who is unsubscribed gets no broadcasts.',
    access: member('contacts', 'edit'),
    params: one,
    body: z.strictObject({
      name: shortText.optional(),
      ...fields,
      blocked: z.boolean().optional(),
      unsubscribed: z.boolean().optional(),
      version: version.optional(),
    }),
    response: contactView,
  }),
  changeMany: operation({
    name: 'contacts.changeMany',
    method: 'POST',
    path: '/projects/:projectId/contact-changes',
    summary:
      'Tags and assigns up to 1000 contacts; those that are gone are passed over. `undo` holds the requests that take it back.',
    access: member('contacts', 'edit'),
    params: projectParams,
    body: massChange,
    response: z.object({ changed: z.int(), undo: z.array(massChange) }),
  }),
  removal: operation({
    name: 'contacts.removal',
    method: 'GET',
    path: '/projects/:projectId/contact-removal',
    summary:
      'What would go with these contacts if they were deleted (`ids`, comma-separated). Deals stay, without them.',
    access: member('contacts', 'view'),
    params: projectParams,
    query: z.strictObject({ ids: idList }),
    response: z.object({
      contacts: z.int(),
      linked: z.int(),
      deals: z.int(),
      conversations: z.int(),
      tasks: z.int(),
      notes: z.int(),
    }),
  }),
  removeMany: operation({
    name: 'contacts.removeMany',
    method: 'POST',
    path: '/projects/:projectId/contact-deletions',
    summary:
      'Deletes contacts for good, with accounts, conversations, tasks and notes. Their deals stay, without a contact. Those that are gone are passed over.',
    access: member('contacts', 'edit', 'delete_contacts'),
    params: projectParams,
    body: z.strictObject({ contactIds: z.array(idOf('contact')).min(1).max(200) }),
    response: z.object({ deleted: z.int() }),
  }),
  timeline: operation({
    name: 'contacts.timeline',
    method: 'GET',
    path: `${path}/timeline`,
    summary: 'What happened to the contact, those linked with it and their deals, newest first.',
    access: member('contacts', 'view'),
    params: one,
    query: z.strictObject({ before: idOf('event').optional() }),
    response: z.object({
      entries: z.array(timelineEntry.extend({ deal: z.object({ id: idOf('deal'), name: z.string() }).nullable() })),
      next: z.string().nullable(),
    }),
  }),
  duplicates: operation({
    name: 'contacts.duplicates',
    method: 'GET',
    path: `${path}/duplicates`,
    summary: 'Contacts that may be the same person (PRODUCT D16). Nothing is linked by itself.',
    access: member('contacts', 'view'),
    params: one,
    response: z.array(z.object({ reason: duplicateReason, value: z.string(), contact: suspect })),
  }),
  listDuplicates: operation({
    name: 'contacts.listDuplicates',
    method: 'GET',
    path: '/projects/:projectId/duplicates',
    summary: 'Pairs of contacts of the project that may be one person, in pages: give `next` as `after`.',
    access: member('contacts', 'view'),
    params: projectParams,
    query: z.strictObject({ after: z.string().max(300).optional() }),
    response: z.object({ pairs: z.array(duplicatePair), next: z.string().nullable() }),
  }),
  previewLink: operation({
    name: 'contacts.previewLink',
    method: 'GET',
    path: `${path}/link-preview`,
    summary: 'What linking another contact to this one would do (PRODUCT D18). This one is the primary.',
    access: member('contacts', 'edit'),
    params: one,
    query: z.strictObject({ otherContactId: idOf('contact') }),
    response: linkPreview,
  }),
  link: operation({
    name: 'contacts.link',
    method: 'POST',
    path: `${path}/links`,
    summary:
      'Says that another contact is the same person (PRODUCT S14); this one is the primary and takes over the other’s values of the fields in `take`. Refused for those marked as never to be linked.',
    access: member('contacts', 'edit'),
    params: one,
    body: z.strictObject({ otherContactId: idOf('contact'), take: z.array(z.string().max(80)).max(100).optional() }),
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), linkId: idOf('personLink') }), refusal]),
  }),
  unlink: operation({
    name: 'contacts.unlink',
    method: 'DELETE',
    path: '/projects/:projectId/links/:personLinkId',
    summary: 'Takes a link back: everything is as if it had never been made (PRODUCT M3).',
    access: member('contacts', 'edit'),
    params: projectParams.extend({ personLinkId: idOf('personLink') }),
    response: empty,
  }),
  makePrimary: operation({
    name: 'contacts.makePrimary',
    method: 'POST',
    path: `${path}/primary`,
    summary: 'Makes this contact stand for its person on boards (PRODUCT S15).',
    access: member('contacts', 'edit'),
    params: one,
    body: empty,
    response: empty,
  }),
  neverLink: operation({
    name: 'contacts.neverLink',
    method: 'POST',
    path: `${path}/never-links`,
    summary:
      'Marks two contacts as never to be linked, nor suggested again (PRODUCT D18). Refused while they are linked.',
    access: member('contacts', 'edit'),
    params: one,
    body: z.strictObject({ otherContactId: idOf('contact') }),
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok') }), refusal]),
  }),
  allowLink: operation({
    name: 'contacts.allowLink',
    method: 'DELETE',
    path: `${path}/never-links/:otherContactId`,
    summary: 'Takes that mark away.',
    access: member('contacts', 'edit'),
    params: one.extend({ otherContactId: idOf('contact') }),
    response: empty,
  }),
};

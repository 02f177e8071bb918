import { z } from 'zod';
import { filterParam } from './deal-filter.ts';
import { member, operation, withAlso } from './operation.ts';
import {
  actor,
  currency,
  idOf,
  longText,
  money,
  projectParams,
  refusal,
  shortText,
  tag,
  time,
  variables,
  version,
} from './values.ts';

/** PRODUCT M1: which of the three reasons it was, with what the card's link needs. */
export const unsortedReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('setting_off') }),
  z.object({ kind: z.literal('no_pipeline'), pipelineId: idOf('pipeline').optional() }),
  z.object({
    kind: z.literal('block_not_reached'),
    flowId: idOf('flow'),
    flowName: z.string(),
    blockId: z.string(),
    blockTitle: z.string(),
  }),
]);

export const channelKind = z.enum(['telegram', 'whatsapp', 'whatsapp-cloud', 'simulator']);

/** A deal as a card shows it. `channels` are where the contact can be written to; simulator phones name what they imitate. */
export const dealCard = z.object({
  id: idOf('deal'),
  version,
  name: z.string(),
  description: z.string(),
  contactId: idOf('contact').nullable(),
  contactName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  amount: money.nullable(),
  currency,
  responsibleId: idOf('member').nullable(),
  pipelineId: idOf('pipeline').nullable(),
  stageId: idOf('stage').nullable(),
  status: z.enum(['open', 'won', 'lost', 'archived']),
  rank: z.string(),
  unsorted: unsortedReason.nullable(),
  closeReason: z.string().nullable(),
  closedAt: time.nullable(),
  stageEnteredAt: time,
  createdAt: time,
  updatedAt: time,
  tags: z.array(z.string()),
  variables,
  channels: z.array(z.object({ kind: channelKind, imitates: z.enum(['telegram', 'whatsapp']).nullable() })),
  nextTask: z.object({ id: idOf('task'), title: z.string(), dueAt: time.nullable() }).nullable(),
  unread: z.int(),
  lastMessageAt: time.nullable(),
  lastMessageText: z.string().nullable(),
  /** With "Hide merged contacts": how many more cards of this person stand behind this one (PRODUCT S15, D15). */
  merged: z.int(),
});
export type DealCard = z.infer<typeof dealCard>;

export const columnKey = z.union([idOf('stage'), z.enum(['unsorted', 'won', 'lost', 'archived'])]);
export type ColumnKey = z.infer<typeof columnKey>;

export const boardColumn = z.object({
  key: columnKey,
  count: z.int(),
  /** One sum for each currency met in the column. */
  sums: z.array(z.object({ currency, amount: money })),
  cards: z.array(dealCard),
  /** Give it to `board.page` for the next cards; null at the end. */
  next: z.string().nullable(),
});
export type BoardColumn = z.infer<typeof boardColumn>;

const boardQuery = z.strictObject({ filter: filterParam.optional() });

/** What a timeline can be narrowed to. */
export const timelineAbout = z.enum(['stages', 'fields', 'tasks', 'notes', 'contact']);
export type TimelineAbout = z.infer<typeof timelineAbout>;

export const timelineEntry = z.object({
  id: z.string(),
  kind: z.string(),
  actor,
  cause: z.object({
    turnId: z.string().optional(),
    messageId: z.string().optional(),
    /** Where that message stands. */
    conversationId: z.string().optional(),
    eventId: z.string().optional(),
  }),
  payload: z.record(z.string(), z.unknown()),
  at: time,
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const taskPriority = z.enum(['low', 'normal', 'high']);

export const taskView = z.object({
  id: idOf('task'),
  dealId: idOf('deal').nullable(),
  contactId: idOf('contact').nullable(),
  title: z.string(),
  description: z.string(),
  assigneeId: idOf('member').nullable(),
  dueAt: time.nullable(),
  priority: taskPriority,
  /** Minutes before it is due at which its member is reminded; null with `remindAt`: a moment of its own. */
  remindBefore: z.int().nullable(),
  remindAt: time.nullable(),
  doneAt: time.nullable(),
  createdBy: actor,
  createdAt: time,
  version,
});
export type TaskView = z.infer<typeof taskView>;

export const noteView = z.object({
  id: idOf('note'),
  text: z.string(),
  author: actor,
  createdAt: time,
  editedAt: time.nullable(),
});
export type NoteView = z.infer<typeof noteView>;

/** Everything of the deal drawer but the messages, in one answer. */
export const dealView = z.object({
  deal: dealCard,
  contact: z
    .object({
      id: idOf('contact'),
      personId: idOf('person'),
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      variables,
      tags: z.array(z.string()),
      responsibleId: idOf('member').nullable(),
      blocked: z.boolean(),
      unsubscribed: z.boolean(),
      createdAt: time,
      version,
    })
    .nullable(),
  /** Other contacts that are the same person (PRODUCT S14). */
  linkedContacts: z.array(z.object({ id: idOf('contact'), name: z.string(), phone: z.string().nullable() })),
  identities: z.array(
    z.object({
      id: idOf('identity'),
      channelId: idOf('channel'),
      channelKind,
      imitates: z.enum(['telegram', 'whatsapp']).nullable(),
      channelName: z.string(),
      name: z.string(),
      username: z.string().nullable(),
      phone: z.string().nullable(),
      unreachable: z.string().nullable(),
    }),
  ),
  /** Newest first. The drawer shows the first. */
  conversations: z.array(
    z.object({
      id: idOf('conversation'),
      channelId: idOf('channel'),
      channelName: z.string(),
      speaker: z.enum(['bot', 'human']),
      speakerMemberId: idOf('member').nullable(),
      silentUntil: time.nullable(),
      attention: z.string().nullable(),
      unread: z.int(),
    }),
  ),
  otherDeals: z.array(
    z.object({
      id: idOf('deal'),
      name: z.string(),
      status: z.enum(['open', 'won', 'lost', 'archived']),
      pipelineId: idOf('pipeline').nullable(),
      stageId: idOf('stage').nullable(),
      amount: money.nullable(),
      currency,
      current: z.boolean(),
    }),
  ),
  tasks: z.array(taskView),
  notes: z.array(noteView),
  /** Every place that it has been in, in order: the id of a stage, or `unsorted`, `won`, `lost`, `archived`. The last 100. */
  visits: z.array(z.object({ place: z.string(), enteredAt: time })),
});
export type DealView = z.infer<typeof dealView>;

const one = projectParams.extend({ dealId: idOf('deal') });
const path = '/projects/:projectId/deals/:dealId';
const changed = z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), deal: dealCard }), refusal]);
export type DealChanged = z.infer<typeof changed>;
/** Why a stage's rule shall not count this once; kept in the timeline (PRODUCT D4). */
const overrideReason = shortText.optional();

export const board = {
  get: operation({
    name: 'board.get',
    method: 'GET',
    path: '/projects/:projectId/board/:pipelineId',
    summary:
      'First page of every visible column of a pipeline, with counts and sums. Unsorted holds the whole project (PRODUCT S9).',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams.extend({ pipelineId: idOf('pipeline') }),
    query: boardQuery.extend({ limit: z.coerce.number().int().min(1).max(200).optional() }),
    response: z.object({
      pipeline: z.lazy(() => z.object({ id: idOf('pipeline'), version })),
      columns: z.array(boardColumn),
    }),
    ahead: true,
  }),
  page: operation({
    name: 'board.page',
    method: 'GET',
    path: '/projects/:projectId/board/:pipelineId/columns/:column',
    summary: 'More cards of one column, after `after`.',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams.extend({ pipelineId: idOf('pipeline'), column: columnKey }),
    query: boardQuery.extend({
      after: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
    }),
    response: z.object({ cards: z.array(dealCard), next: z.string().nullable() }),
    ahead: true,
  }),
  cards: operation({
    name: 'board.cards',
    method: 'GET',
    path: '/projects/:projectId/cards',
    summary: 'The cards of given deals (comma-separated ids, at most 100); those that are gone are left out.',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams,
    query: z.strictObject({ ids: z.string().max(4000) }),
    response: z.array(dealCard),
  }),
  totals: operation({
    name: 'board.totals',
    method: 'GET',
    path: '/projects/:projectId/board/:pipelineId/totals',
    summary: 'Counts and sums of every visible column.',
    access: member('crm', 'view', 'see_others_deals'),
    params: projectParams.extend({ pipelineId: idOf('pipeline') }),
    query: boardQuery,
    response: z.array(boardColumn.omit({ cards: true, next: true })),
    ahead: true,
  }),
};

export const deals = {
  create: operation({
    name: 'deals.create',
    method: 'POST',
    path: '/projects/:projectId/deals',
    summary:
      'Creates a deal by hand (PRODUCT D12). Without a stage it goes where the project takes in its leads (S7). `contact` is an existing one or a new one.',
    access: withAlso(member('crm', 'edit'), ['contacts', 'edit']),
    params: projectParams,
    body: z.strictObject({
      name: shortText.optional(),
      description: longText.optional(),
      amount: money.nullable().optional(),
      currency: currency.optional(),
      stageId: idOf('stage').optional(),
      responsibleId: idOf('member').nullable().optional(),
      contact: z
        .union([
          z.strictObject({ id: idOf('contact') }),
          z.strictObject({ name: shortText, phone: z.string().max(40).optional(), email: z.email().optional() }),
        ])
        .optional(),
      tags: z.array(tag).max(50).optional(),
      variables: variables.optional(),
    }),
    response: dealCard,
  }),
  get: operation({
    name: 'deals.get',
    method: 'GET',
    path,
    summary: 'The deal with its contact, conversations, tasks and notes.',
    access: member('crm', 'view', 'see_others_deals'),
    params: one,
    response: dealView,
    ahead: true,
  }),
  family: operation({
    name: 'deals.family',
    method: 'GET',
    path: `${path}/family`,
    summary:
      'The deals of the same person that stand behind this one where merged contacts are hidden (PRODUCT S15, D15), at most 100; none where they are not. `channels` are those of the deal’s own contact.',
    access: member('crm', 'view', 'see_others_deals'),
    params: one,
    response: z.array(dealCard),
  }),
  change: operation({
    name: 'deals.change',
    method: 'PATCH',
    path,
    summary:
      'Changes given fields. With `version`, refused as `conflict` (409) when somebody changed the deal meanwhile.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: one,
    body: z.strictObject({
      version: version.optional(),
      name: shortText.optional(),
      description: longText.optional(),
      amount: money.nullable().optional(),
      currency: currency.optional(),
      responsibleId: idOf('member').nullable().optional(),
      tags: z.array(tag).max(50).optional(),
      variables: variables.optional(),
    }),
    response: dealCard,
  }),
  move: operation({
    name: 'deals.move',
    method: 'POST',
    path: `${path}/move`,
    summary:
      'Moves an open deal to a stage, between two neighbours if given. Refused for deals in Unsorted (PRODUCT S10), by stage rules (D4; `overrideReason` overrides them, for roles that may), and as `moved` when the deal is no longer on `fromStageId`.',
    access: member('crm', 'edit', 'see_others_deals', 'override_stage_rules'),
    params: one,
    body: z.strictObject({
      stageId: idOf('stage'),
      beforeId: idOf('deal').nullable().optional(),
      afterId: idOf('deal').nullable().optional(),
      version: version.optional(),
      fromStageId: idOf('stage').optional(),
      overrideReason,
    }),
    response: changed,
  }),
  accept: operation({
    name: 'deals.accept',
    method: 'POST',
    path: `${path}/accept`,
    summary: 'Takes a deal out of Unsorted into a stage (PRODUCT D7).',
    access: member('crm', 'edit', 'see_others_deals', 'override_stage_rules'),
    params: one,
    body: z.strictObject({ stageId: idOf('stage'), overrideReason }),
    response: changed,
  }),
  unaccept: operation({
    name: 'deals.unaccept',
    method: 'POST',
    path: `${path}/unaccept`,
    summary: 'Takes an acceptance back: the deal waits in Unsorted again. Refused as `moved` once it has gone further.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: one,
    body: z.strictObject({}),
    response: changed,
  }),
  acceptAll: operation({
    name: 'deals.acceptAll',
    method: 'POST',
    path: '/projects/:projectId/unsorted/accept',
    summary: 'Accepts all deals of Unsorted, or the given ones, into a stage.',
    access: member('crm', 'edit', 'see_others_deals'),
    params: projectParams,
    body: z.strictObject({ stageId: idOf('stage'), ids: z.array(idOf('deal')).max(1000).optional() }),
    response: z.object({ accepted: z.int() }),
  }),
  win: operation({
    name: 'deals.win',
    method: 'POST',
    path: `${path}/win`,
    summary: 'Closes the deal as won.',
    access: member('crm', 'edit', 'see_others_deals', 'override_stage_rules'),
    params: one,
    body: z.strictObject({ overrideReason }),
    response: changed,
  }),
  lose: operation({
    name: 'deals.lose',
    method: 'POST',
    path: `${path}/lose`,
    summary: 'Closes the deal as lost, with a reason (PRODUCT D2).',
    access: member('crm', 'edit', 'see_others_deals', 'override_stage_rules'),
    params: one,
    body: z.strictObject({ reason: shortText, overrideReason }),
    response: changed,
  }),
  archive: operation({
    name: 'deals.archive',
    method: 'POST',
    path: `${path}/archive`,
    summary: 'Archives the deal, with a reason (PRODUCT D2).',
    access: member('crm', 'edit', 'see_others_deals', 'override_stage_rules'),
    params: one,
    body: z.strictObject({ reason: shortText, overrideReason }),
    response: changed,
  }),
  restore: operation({
    name: 'deals.restore',
    method: 'POST',
    path: `${path}/restore`,
    summary: 'Puts a closed deal back where it came from (PRODUCT D1).',
    access: member('crm', 'edit', 'see_others_deals'),
    params: one,
    body: z.strictObject({}),
    response: changed,
  }),
  remove: operation({
    name: 'deals.remove',
    method: 'DELETE',
    path,
    summary: 'Deletes the deal for good.',
    access: member('crm', 'edit', 'see_others_deals', 'delete_contacts'),
    params: one,
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok') }), refusal]),
  }),
  timeline: operation({
    name: 'deals.timeline',
    method: 'GET',
    path: `${path}/timeline`,
    summary: 'What happened to the deal, newest first, each entry with actor and cause (PRODUCT D11, M2).',
    access: member('crm', 'view', 'see_others_deals'),
    params: one,
    query: z.strictObject({ before: z.string().max(60).optional(), about: timelineAbout.optional() }),
    response: z.object({ entries: z.array(timelineEntry), next: z.string().nullable() }),
  }),
  makeCurrent: operation({
    name: 'deals.makeCurrent',
    method: 'POST',
    path: `${path}/current`,
    summary: 'Makes this open deal the one that flows act on (PRODUCT D10).',
    access: member('crm', 'edit', 'see_others_deals'),
    params: one,
    body: z.strictObject({}),
    response: dealCard,
  }),
};

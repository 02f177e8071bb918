import { z } from 'zod';
import { member, operation } from './operation.ts';
import { actor, empty, idOf, longText, projectParams, time } from './values.ts';

/** A message as the conversation shows it; the body is the neutral one (`crm-core/conversations/message-body.ts`). */
export const messageView = z.object({
  id: idOf('message'),
  direction: z.enum(['in', 'out']),
  author: actor.nullable(),
  text: z.string(),
  entities: z
    .array(z.object({ kind: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() }))
    .optional(),
  media: z.object({ kind: z.string(), fileName: z.string().optional(), url: z.string().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** `label` only; which one was pressed follows as a message with `pressed`. */
  buttons: z.array(z.object({ label: z.string(), url: z.string().optional() })).optional(),
  unsupported: z.string().optional(),
  /** The customer said `text` by pressing the button of that name. */
  pressed: z.boolean().optional(),
  status: z.enum(['received', 'queued', 'sent', 'delivered', 'read', 'failed', 'unknown']),
  error: z.string().nullable(),
  edited: z.boolean(),
  at: time,
});
export type MessageView = z.infer<typeof messageView>;

/** What a turn did and why, step by step (PRODUCT M2, M7). `why` is for builders, in English. */
export const turnView = z.object({
  id: idOf('turn'),
  conversationId: idOf('conversation'),
  at: time,
  /** What woke it: kinds of events, in order. */
  events: z.array(z.string()),
  steps: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('heard'), by: z.string(), why: z.string() }),
      z.object({
        kind: z.literal('block'),
        flowId: z.string(),
        flowName: z.string(),
        blockId: z.string(),
        blockTitle: z.string(),
        type: z.string(),
      }),
      z.object({ kind: z.literal('port'), blockId: z.string(), port: z.string(), why: z.string() }),
      z.object({ kind: z.literal('set'), variable: z.string(), value: z.unknown() }),
      z.object({ kind: z.literal('crm'), action: z.string(), outcome: z.string() }),
      z.object({ kind: z.literal('sent'), messageId: z.string(), text: z.string() }),
      z.object({ kind: z.literal('problem'), blockId: z.string(), why: z.string() }),
      z.object({ kind: z.literal('stopped'), why: z.string() }),
    ]),
  ),
});
export type TurnView = z.infer<typeof turnView>;

const one = projectParams.extend({ conversationId: idOf('conversation') });
const path = '/projects/:projectId/conversations/:conversationId';

export const conversations = {
  messages: operation({
    name: 'conversations.messages',
    method: 'GET',
    path: `${path}/messages`,
    summary: 'Messages, newest first; `before` is the id to go on from.',
    access: member('inbox', 'view'),
    params: one,
    query: z.strictObject({
      before: idOf('message').optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({ messages: z.array(messageView), next: z.string().nullable() }),
  }),
  turn: operation({
    name: 'conversations.turn',
    method: 'GET',
    path: '/projects/:projectId/turns/:turnId',
    summary: 'What the bot did in one turn and why: the answer to "why is this deal here?".',
    access: member('inbox', 'view'),
    params: projectParams.extend({ turnId: idOf('turn') }),
    response: turnView,
  }),
  write: operation({
    name: 'conversations.write',
    method: 'POST',
    path: `${path}/messages`,
    summary:
      'A member writes to the customer; the bot falls silent (PRODUCT D27). `key` makes a repeated request the same message.',
    access: member('inbox', 'edit'),
    params: one,
    body: z.strictObject({ text: longText.min(1), key: z.string().min(8).max(64) }),
    response: messageView,
  }),
  takeOver: operation({
    name: 'conversations.takeOver',
    method: 'POST',
    path: `${path}/take-over`,
    summary: 'The member takes the word; the bot is silent until it is given back.',
    access: member('inbox', 'edit'),
    params: one,
    body: empty,
    response: empty,
  }),
  giveBack: operation({
    name: 'conversations.giveBack',
    method: 'POST',
    path: `${path}/give-back`,
    summary: 'Gives the word back to the bot.',
    access: member('inbox', 'edit'),
    params: one,
    body: empty,
    response: empty,
  }),
  markRead: operation({
    name: 'conversations.markRead',
    method: 'POST',
    path: `${path}/read`,
    summary: 'Marks the conversation as read.',
    access: member('inbox', 'view'),
    params: one,
    body: empty,
    response: empty,
  }),
};

import { z } from 'zod';
import { channelKind } from './deals.ts';
import { member, operation, withOr } from './operation.ts';
import { empty, idOf, projectParams, refusal, shortText } from './values.ts';

export const channelView = z.object({
  id: idOf('channel'),
  kind: channelKind,
  imitates: z.enum(['telegram', 'whatsapp']).nullable(),
  name: z.string(),
  enabled: z.boolean(),
  status: z.enum(['connecting', 'connected', 'error', 'off']),
  statusText: z.string(),
  intake: z.object({ acceptOnFirstStage: z.boolean(), pipelineId: idOf('pipeline').nullable() }).nullable(),
});
export type ChannelView = z.infer<typeof channelView>;

const one = projectParams.extend({ channelId: idOf('channel') });

export const channels = {
  list: operation({
    name: 'channels.list',
    method: 'GET',
    path: '/projects/:projectId/channels',
    summary: 'Connected bots, numbers and simulator phones.',
    access: withOr(member('crm', 'view'), ['settings', 'view']),
    params: projectParams,
    response: z.array(channelView),
  }),
  connectTelegram: operation({
    name: 'channels.connectTelegram',
    method: 'POST',
    path: '/projects/:projectId/channels/telegram',
    summary:
      'Connects a bot by the token of @BotFather. The token is checked with Telegram first and stored encrypted.',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({
      token: z
        .string()
        .trim()
        .regex(/^\d+:[\w-]{3,}$/, 'looks like 123456:ABC-DEF…'),
    }),
    response: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), channel: channelView }), refusal]),
  }),
  createSimulator: operation({
    name: 'channels.createSimulator',
    method: 'POST',
    path: '/projects/:projectId/channels/simulator',
    summary:
      'Adds a simulator: phones in the page that look and behave like the imitated messenger, with one customer to begin with (PRODUCT D26).',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText, imitates: z.enum(['telegram', 'whatsapp']) }),
    response: channelView,
  }),
  remove: operation({
    name: 'channels.remove',
    method: 'DELETE',
    path: '/projects/:projectId/channels/:channelId',
    summary:
      'Disconnects a channel, forgets its token and takes it off the list. Its conversations, contacts and deals stay; the same bot connected again continues them.',
    access: member('settings', 'edit'),
    params: one,
    response: empty,
  }),
  change: operation({
    name: 'channels.change',
    method: 'PATCH',
    path: '/projects/:projectId/channels/:channelId',
    summary: 'Renames, switches on or off, overrides the intake (PRODUCT D8).',
    access: member('settings', 'edit'),
    params: one,
    body: z.strictObject({
      name: shortText.optional(),
      enabled: z.boolean().optional(),
      intake: z
        .strictObject({ acceptOnFirstStage: z.boolean(), pipelineId: idOf('pipeline').nullable() })
        .nullable()
        .optional(),
    }),
    response: channelView,
  }),
};

/** What a simulator phone shows: the messenger's own look is the browser's business. */
export const phoneMessage = z.object({
  id: z.string(),
  from: z.enum(['customer', 'bot']),
  text: z.string(),
  entities: z
    .array(z.object({ kind: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() }))
    .optional(),
  media: z.object({ kind: z.string(), url: z.string().optional(), fileName: z.string().optional() }).optional(),
  buttons: z
    .array(z.object({ label: z.string(), token: z.string(), option: z.int(), url: z.string().optional() }))
    .optional(),
  /** A reply keyboard that asks to share the own contact or place. */
  request: z.object({ kind: z.enum(['contact', 'location']), label: z.string() }).optional(),
  at: z.string(),
});
export type PhoneMessage = z.infer<typeof phoneMessage>;

export const phoneView = z.object({
  channelId: idOf('channel'),
  imitates: z.enum(['telegram', 'whatsapp']),
  botName: z.string(),
  phoneId: z.string(),
  customerName: z.string(),
  phone: z.string(),
  messages: z.array(phoneMessage),
  /** As the real messenger has them, so that the phone can refuse what the real one would. */
  capabilities: z.object({ buttons: z.boolean(), maxText: z.int(), requestContact: z.boolean() }),
});
export type PhoneView = z.infer<typeof phoneView>;

const phone = projectParams.extend({ channelId: idOf('channel'), phoneId: z.string().regex(/^[a-z0-9-]{1,40}$/) });
const phonePath = '/projects/:projectId/channels/:channelId/phones/:phoneId';

export const phones = {
  list: operation({
    name: 'phones.list',
    method: 'GET',
    path: '/projects/:projectId/phones',
    summary: 'The simulator phones with what they show.',
    access: member('inbox', 'view'),
    params: projectParams,
    response: z.array(phoneView),
  }),
  create: operation({
    name: 'phones.create',
    method: 'POST',
    path: '/projects/:projectId/channels/:channelId/phones',
    summary: 'A new customer with a new phone in a simulator channel.',
    access: member('inbox', 'edit'),
    params: one,
    body: z.strictObject({ customerName: shortText.optional() }),
    response: phoneView,
  }),
  act: operation({
    name: 'phones.act',
    method: 'POST',
    path: phonePath,
    summary: 'What the customer does on the phone. Answered when it is stored, as a messenger would be.',
    access: member('inbox', 'edit'),
    params: phone,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(4096) }),
      z.strictObject({ kind: z.literal('start'), payload: z.string().max(64).optional() }),
      z.strictObject({ kind: z.literal('press'), token: z.string().max(60), option: z.int().min(0).max(200) }),
      z.strictObject({ kind: z.literal('share_contact') }),
      z.strictObject({ kind: z.literal('photo') }),
    ]),
    response: empty,
  }),
};

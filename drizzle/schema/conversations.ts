import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, json, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ConversationState } from '../../crm-core/conversations/conversation-state.ts';
import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { LaneEvent, TimerData } from '../../crm-core/conversations/lane-event.ts';
import type { MessageBody, OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import type { TurnTrace } from '../../crm-core/conversations/turn-trace.ts';
import { bytes, id, moment } from './columns.ts';
import type { ActorRecord } from './documents.ts';
import { contacts } from './people.ts';
import { members } from './projects.ts';

/**
 * Rows that every turn writes name their project, channel and conversation without a foreign key: each would be a look-up
 * per row, and what they name is never deleted before them (`removeProject` goes children first). Their documents are
 * `json`, kept as they were written: nobody searches in them, and `jsonb` would take them apart on each way.
 */

/** The thread with one identity in one channel, and where the bot stands in it. Its version is the guard of every turn. */
export const conversations = pgTable(
  'conversations',
  {
    id: id<'conversation'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    channelId: id<'channel'>('channel_id').notNull(),
    /** `channel id:chat key` (`laneOf`). */
    lane: text('lane').notNull(),
    chatKey: text('chat_key').notNull(),
    identityId: id<'identity'>('identity_id').notNull(),
    contactId: id<'contact'>('contact_id')
      .notNull()
      .references(() => contacts.id),
    state: json('state').$type<ConversationState>().notNull(),
    /** Who holds the word (PRODUCT D27). */
    speaker: text('speaker').$type<'bot' | 'human'>().notNull(),
    speakerMemberId: id<'member'>('speaker_member_id').references(() => members.id),
    /** A human wrote: the bot is silent until then. */
    silentUntil: moment('silent_until'),
    /** Set when the bot could not go on: what a human has to know. */
    attention: text('attention'),
    lastMessageAt: moment('last_message_at').notNull(),
    lastMessageText: text('last_message_text').notNull(),
    unread: integer('unread').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('conversations_lane').on(t.lane),
    index('conversations_contact').on(t.contactId),
    index('conversations_attention').on(t.projectId, t.id).where(sql`attention is not null`),
  ],
);

export const messages = pgTable(
  'messages',
  {
    id: id<'message'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    conversationId: id<'conversation'>('conversation_id').notNull(),
    direction: text('direction').$type<'in' | 'out'>().notNull(),
    author: json('author').$type<ActorRecord>(),
    body: json('body').$type<MessageBody | OutgoingMessage>().notNull(),
    status: text('status')
      .$type<'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown'>()
      .notNull(),
    error: text('error'),
    providerId: text('provider_id'),
    /** Sends whose fate was unknown and which were therefore repeated: each may have shown twice. */
    repeats: integer('repeats').notNull().default(0),
    editedAt: moment('edited_at'),
    at: moment('at').notNull(),
  },
  (t) => [index('messages_conversation').on(t.conversationId, t.id)],
);

/** What happened and was not yet thought about; done rows stay some weeks as the memory of what was already seen. */
export const inbox = pgTable(
  'inbox',
  {
    channelId: id<'channel'>('channel_id').notNull(),
    key: text('key').notNull(),
    lane: text('lane').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    event: json('event').$type<LaneEvent>().notNull(),
    receivedAt: moment('received_at').notNull().default(sql`clock_timestamp()`),
    attempts: integer('attempts').notNull().default(0),
    /** Back-off after a failed turn; null is "now". */
    visibleAt: moment('visible_at'),
    doneAt: moment('done_at'),
    /** Why it was parked after its last attempt. */
    parked: text('parked'),
  },
  (t) => [
    primaryKey({ columns: [t.channelId, t.key] }),
    index('inbox_pending').on(t.lane, t.position).where(sql`done_at is null`),
    index('inbox_done').using('brin', t.doneAt),
  ],
);

/** Webhook bodies that could not be stored as an event (data errors): kept for a human, answered 200 so that they do not come back for ever. */
export const quarantine = pgTable('quarantine', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  channelId: id<'channel'>('channel_id').notNull(),
  body: bytes('body').notNull(),
  error: text('error').notNull(),
  at: moment('at').notNull().default(sql`clock_timestamp()`),
});

/** What still has to be sent. A row leaves when its fate is known; the message row keeps the outcome. */
export const outbox = pgTable(
  'outbox',
  {
    id: id<'outbox'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    channelId: id<'channel'>('channel_id').notNull(),
    lane: text('lane').notNull(),
    /** Order within the lane. */
    position: bigint('position', { mode: 'number' }).notNull(),
    chatKey: text('chat_key').notNull(),
    messageId: id<'message'>('message_id').notNull(),
    message: json('message').$type<OutgoingMessage>().notNull(),
    /** A reply keeps the customer's own pace; anything else keeps the channel's. */
    urgency: text('urgency').$type<'reply' | 'notice'>().notNull(),
    status: text('status').$type<'queued' | 'sending' | 'held'>().notNull(),
    /** Lease fence of the process that is sending it. */
    fence: bigint('fence', { mode: 'number' }),
    attempts: integer('attempts').notNull().default(0),
    unknowns: integer('unknowns').notNull().default(0),
    /** Of a message that went out in several parts: what the messenger already took. */
    partsSent: json('parts_sent').$type<string[]>(),
    notBefore: moment('not_before'),
    error: text('error'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('outbox_lane').on(t.channelId, t.lane, t.position)],
);

export const timers = pgTable(
  'timers',
  {
    /** `conversation id/name`: a timer set again replaces itself. */
    id: text('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    channelId: id<'channel'>('channel_id').notNull(),
    conversationId: id<'conversation'>('conversation_id').notNull(),
    lane: text('lane').notNull(),
    name: text('name').notNull(),
    /** The conversation's version that set it: an older firing is recognised and ignored. */
    generation: integer('generation').notNull(),
    fireAt: moment('fire_at').notNull(),
    data: json('data').$type<TimerData>().notNull(),
  },
  (t) => [index('timers_due').on(t.fireAt), index('timers_conversation').on(t.conversationId)],
);

/** Calls to the world that a turn asked for. The answer comes back as an event of the lane. */
export const effects = pgTable(
  'effects',
  {
    id: id<'effect'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    channelId: id<'channel'>('channel_id').notNull(),
    conversationId: id<'conversation'>('conversation_id').notNull(),
    lane: text('lane').notNull(),
    request: json('request').$type<EffectRequest>().notNull(),
    status: text('status').$type<'queued' | 'running' | 'done'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    notBefore: moment('not_before'),
    leaseUntil: moment('lease_until'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('effects_open').on(t.id).where(sql`status <> 'done'`),
    index('effects_conversation').on(t.conversationId),
  ],
);

/** The trace of each turn: the debugger, "why is this deal here", and the analytics (DESIGN §4). */
export const turns = pgTable(
  'turns',
  {
    id: id<'turn'>('id').primaryKey(),
    projectId: id<'project'>('project_id').notNull(),
    conversationId: id<'conversation'>('conversation_id').notNull(),
    failed: boolean('failed').notNull().default(false),
    trace: json('trace').$type<TurnTrace>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('turns_conversation').on(t.conversationId, t.id)],
);

import { and, eq } from 'drizzle-orm';
import type { LaneEvent, Sender } from '../../crm-core/conversations/lane-event.ts';
import type { MessageBody } from '../../crm-core/conversations/message-body.ts';
import { textOf } from '../../crm-core/conversations/message-body.ts';
import { preview } from '../../crm-core/conversations/queue-message.ts';
import { intakeDeal } from '../../crm-core/deals/intake-deal.ts';
import { notifyMembers } from '../../crm-core/members/notify-members.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { messages, timers } from '../../drizzle/schema/index.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { newId } from '../../kernel/ids.ts';
import { handleEvent } from '../engine/handle-event.ts';
import { DatabaseTurn } from './database-turn.ts';
import type { LaneTurn } from './lane-turn.ts';
import type { PendingEvent } from './load-lanes.ts';
import { stageBlockOf } from './stage-block.ts';
import { startConversation } from './start-conversation.ts';

/** One event of a lane: what the CRM keeps of it, and then what the flows make of it. */
export async function takeEvent(turn: LaneTurn, pending: PendingEvent): Promise<void> {
  const { event } = pending;
  turn.work.actor = systemActor('intake');
  turn.work.cause = { turnId: turn.turnId };
  switch (event.kind) {
    case 'message':
      return takeMessage(turn, pending, event);
    case 'choice':
      return takePress(turn, pending, event);
    case 'contact_shared':
      return takeContact(turn, pending, event);
    case 'edited':
      return takeEdit(turn, event);
    case 'reachability':
      return takeReachability(turn, event);
    case 'timer':
      if (await isStale(turn, event)) return;
      return think(turn, pending, { firstContact: false });
    case 'effect':
    case 'crm':
    case 'control':
      return think(turn, pending, { firstContact: false });
    case 'ignored':
      return;
    default:
      assertNever(event);
  }
}

type EventOf<Kind extends LaneEvent['kind']> = Extract<LaneEvent, { kind: Kind }>;

async function takeMessage(turn: LaneTurn, pending: PendingEvent, event: EventOf<'message'>): Promise<void> {
  const firstContact = !turn.conversationId;
  await meetSender(turn, event.sender);
  keepMessage(turn, event.body, event.providerId);
  // PRODUCT D9: imported history is kept, and starts nothing.
  if (!event.live) return;
  await intake(turn);
  await think(turn, pending, { firstContact });
}

async function takePress(turn: LaneTurn, pending: PendingEvent, event: EventOf<'choice'>): Promise<void> {
  const firstContact = !turn.conversationId;
  const conversation = await meetSender(turn, event.sender);
  const option = conversation.state.choices.find((choice) => choice.token === event.token)?.options[event.option];
  // A press that names nothing of ours is forged or very old: the engine notes it, the conversation does not show it.
  if (option) keepMessage(turn, { kind: 'choice', label: option.label }, null);
  await intake(turn);
  await think(turn, pending, { firstContact });
}

async function takeContact(turn: LaneTurn, pending: PendingEvent, event: EventOf<'contact_shared'>): Promise<void> {
  const firstContact = !turn.conversationId;
  const conversation = await meetSender(turn, event.sender);
  keepMessage(turn, { kind: 'contact_card', name: event.name, phone: event.phone }, event.providerId);
  if (event.verified) {
    turn.work.identities.update(conversation.identityId, { phone: event.phone });
    const contact = await turn.work.contacts.get(conversation.contactId);
    if (!contact.phone) turn.work.contacts.update(contact.id, { phone: event.phone, updatedAt: turn.work.now });
  }
  await intake(turn);
  await think(turn, pending, { firstContact });
}

async function takeEdit({ work, conversationId }: LaneTurn, event: EventOf<'edited'>): Promise<void> {
  if (!conversationId) return;
  const [message] = await work.db.orm
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.providerId, event.targetProviderId)))
    .limit(1);
  if (!message) return;
  work.messages.seed([message]);
  work.messages.update(message.id, { body: event.body, editedAt: work.now });
}

async function takeReachability({ work, conversationId }: LaneTurn, event: EventOf<'reachability'>): Promise<void> {
  if (!conversationId) return;
  const conversation = await work.conversations.get(conversationId);
  work.identities.update(conversation.identityId, { unreachable: event.reachable ? null : event.reason });
}

/** A timer that was set anew after this one had fired has a row again: the older firing means nothing any more. */
async function isStale({ work, conversationId }: LaneTurn, event: EventOf<'timer'>): Promise<boolean> {
  if (!conversationId) return true;
  const [renewed] = await work.db.orm
    .select({ generation: timers.generation })
    .from(timers)
    .where(eq(timers.id, `${conversationId}/${event.name}`));
  return renewed !== undefined && renewed.generation > event.generation;
}

/** The conversation of a customer who just did something: he exists, is reachable, and is called as he calls himself. */
async function meetSender(turn: LaneTurn, sender: Sender): Promise<Row<'conversations'>> {
  const { work } = turn;
  if (!turn.conversationId) return startConversation(turn, sender);
  const conversation = await work.conversations.get(turn.conversationId);
  const identity = await work.identities.get(conversation.identityId);
  const username = sender.username ?? identity.username;
  work.identities.update(identity.id, { name: sender.name, username, unreachable: null });
  return conversation;
}

function keepMessage(turn: LaneTurn, body: MessageBody, providerId: string | null): void {
  const { work, conversationId } = turn;
  const conversation = conversationId && work.conversations.peek(conversationId);
  if (!conversation) return;
  const message = work.messages.insert({
    id: newId('message'),
    projectId: work.projectId,
    conversationId: conversation.id,
    direction: 'in',
    author: null,
    body,
    status: 'received',
    error: null,
    providerId,
    repeats: 0,
    editedAt: null,
    at: work.now,
  });
  work.cause = { turnId: turn.turnId, messageId: message.id };
  work.conversations.update(conversation.id, {
    lastMessageAt: work.now,
    lastMessageText: preview(textOf(body)),
    unread: conversation.unread + 1,
  });
}

/** PRODUCT S7, S8, D9: the first live word of a person without an open deal makes one. */
async function intake(turn: LaneTurn): Promise<void> {
  const { work, loaded, flows } = turn;
  if (work.deals.seen().some((deal) => deal.status === 'open')) return;
  const conversation = turn.conversationId && work.conversations.peek(turn.conversationId);
  const channel = work.config.channels.find((one) => one.id === loaded.channelId);
  if (!conversation || !channel) return;
  const contact = await work.contacts.get(conversation.contactId);
  const stageBlock = stageBlockOf(flows, work.config);
  // Somebody who appears with this very turn has no deals to look for.
  const isNew = work.contacts.changes.get(contact.id)?.kind === 'insert';
  await intakeDeal(work, { contact, channel, stageBlock, ...(isNew && { deals: [] }) });
}

/** Lets the flows hear the event, and keeps where they stand. */
async function think(
  turn: LaneTurn,
  pending: PendingEvent,
  { firstContact }: { firstContact: boolean },
): Promise<void> {
  const { work, flows } = turn;
  if (!turn.conversationId) return;
  const conversation = await work.conversations.get(turn.conversationId);
  const contact = await work.contacts.get(conversation.contactId);
  if (contact.blockedAt) return;
  const speaker = speakerNow(conversation, work.now);
  if (speaker !== conversation.speaker) {
    work.conversations.update(conversation.id, { speaker, speakerMemberId: null, silentUntil: null });
  }
  const outcome = await handleEvent({
    state: conversation.state,
    event: pending.event,
    key: pending.key,
    speaker,
    firstContact,
    flows,
    turn: new DatabaseTurn(turn, pending.key),
  });
  work.conversations.update(conversation.id, { state: outcome.state });
  turn.steps.push(...outcome.steps);
  if (outcome.heardBy === 'nobody' && isCustomers(pending.event)) await tellManagers(turn);
}

/** PRODUCT D27: a human holds the word until he gives it back or his minutes are over. */
function speakerNow(conversation: Row<'conversations'>, now: Date): 'bot' | 'human' {
  if (conversation.speaker === 'bot') return 'bot';
  return conversation.silentUntil && conversation.silentUntil <= now ? 'bot' : 'human';
}

function isCustomers(event: LaneEvent): boolean {
  return event.kind === 'message' || event.kind === 'contact_shared';
}

/** PRODUCT D21: what no block understood is told to the managers, once until somebody looked. */
async function tellManagers({ work, turnId, conversationId, loaded }: LaneTurn): Promise<void> {
  const conversation = conversationId && work.conversations.peek(conversationId);
  if (!conversation || conversation.attention) return;
  work.conversations.update(conversation.id, { attention: 'not_understood' });
  const contact = work.contacts.peek(conversation.contactId);
  await notifyMembers(work, {
    to: 'responsible',
    key: `${loaded.lane}:${turnId}`,
    kind: 'not_understood',
    text: `${contact?.name ?? ''}: ${conversation.lastMessageText}`,
    dealId: work.deals.seen().find((deal) => deal.status === 'open')?.id ?? null,
    conversationId: conversation.id,
  });
}

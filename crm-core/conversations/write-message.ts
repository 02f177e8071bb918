import { and, desc, eq, isNull } from 'drizzle-orm';
import { events } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type OutgoingMessage, textOf } from './message-body.ts';
import { queueMessage } from './queue-message.ts';
import { holderOf, isHeldForGood } from './take-over.ts';

export interface WriteMessage {
  conversationId: ConversationId;
  message: OutgoingMessage;
  /** Given again, it is the same message: a repeated request sends nothing twice. */
  key?: string;
}

export type WriteOutcome =
  | { kind: 'ok'; message: Row<'messages'> }
  | { kind: 'refused'; why: 'unreachable' | 'channel_off'; message: string };

/** A member writes to the customer; the bot falls silent for the project's minutes (PRODUCT D27). */
export async function writeMessage(work: Work, input: WriteMessage): Promise<WriteOutcome> {
  demand(work.actor, 'inbox', 'edit');
  const conversation = await work.conversations.get(input.conversationId);
  const sent = input.key === undefined ? undefined : await sentBefore(work, conversation, input.key);
  if (sent) return { kind: 'ok', message: sent };
  const refused = await undeliverable(work, conversation);
  if (refused) return refused;
  if (isSilent(input.message)) throw badInput('The message is empty', { field: 'text' });
  const message = queueMessage(work, {
    conversation,
    message: input.message,
    author: work.actor.record,
    urgency: 'reply',
  });
  work.conversations.update(conversation.id, { ...wordOf(work, conversation), unread: 0, attention: null });
  // Two members writing at once, or a turn of the bot: each must see what the other did.
  work.conversations.touch(conversation.id);
  work.emit(
    'message.sent',
    { contactId: conversation.contactId },
    { conversationId: conversation.id, messageId: message.id, ...(input.key !== undefined && { key: input.key }) },
  );
  return { kind: 'ok', message };
}

function isSilent({ body }: OutgoingMessage): boolean {
  return body.kind === 'text' && textOf(body).trim() === '';
}

async function undeliverable(
  work: Work,
  conversation: Row<'conversations'>,
): Promise<Extract<WriteOutcome, { kind: 'refused' }> | undefined> {
  const channel = await work.channels.get(conversation.channelId);
  if (!channel.enabled) return { kind: 'refused', why: 'channel_off', message: 'The channel is switched off.' };
  const identity = await work.identities.get(conversation.identityId);
  if (identity.unreachable === null) return undefined;
  return { kind: 'refused', why: 'unreachable', message: `The messenger does not deliver: ${identity.unreachable}.` };
}

/** Who took the conversation for good keeps it so, also when a colleague helps out with a sentence. */
function wordOf(work: Work, conversation: Row<'conversations'>): Partial<Row<'conversations'>> {
  const memberId = work.actor.record.kind === 'member' ? work.actor.record.memberId : null;
  const held = isHeldForGood(conversation);
  const minutes = work.config.project.settings.botSilentMinutes;
  return {
    speaker: 'human',
    speakerMemberId: held ? (holderOf(conversation, work.now) ?? memberId) : memberId,
    silentUntil: held || minutes === 0 ? null : new Date(work.now.getTime() + minutes * 60_000),
  };
}

/** How many of the contact's newest events are looked through for a repeated request; those come within seconds. */
const recent = 50;

async function sentBefore(
  work: Work,
  conversation: Row<'conversations'>,
  key: string,
): Promise<Row<'messages'> | undefined> {
  const rows = await work.db.orm
    .select({ kind: events.kind, payload: events.payload })
    .from(events)
    .where(
      and(eq(events.projectId, work.projectId), eq(events.contactId, conversation.contactId), isNull(events.dealId)),
    )
    .orderBy(desc(events.id))
    .limit(recent);
  const sent = rows.find((row) => row.kind === 'message.sent' && row.payload.key === key);
  return typeof sent?.payload.messageId === 'string' ? work.messages.find(sent.payload.messageId) : undefined;
}

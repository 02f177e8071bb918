import type { ActorRecord } from '../../drizzle/schema/documents.ts';
import { newId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { OutgoingMessage } from './message-body.ts';
import { textOf } from './message-body.ts';

/**
 * Puts a message into the conversation and into the outbox, in the work's transaction. Messages of one lane are sent in
 * the order of `position`: the conversation's version and the count within it, because clocks of processes differ.
 */
export function queueMessage(
  work: Work,
  input: {
    conversation: Row<'conversations'>;
    message: OutgoingMessage;
    author: ActorRecord;
    /** A reply keeps the customer's own pace; a notice keeps the channel's. */
    urgency: 'reply' | 'notice';
    /** Lease fence under which this process sends it at once; without one it waits to be claimed. */
    fence?: number | undefined;
  },
): Row<'messages'> {
  const { conversation, message } = input;
  const queuedBefore = work.outbox.seen().filter((row) => row.lane === conversation.lane).length;
  const row = work.messages.insert({
    id: newId('message'),
    projectId: work.projectId,
    conversationId: conversation.id,
    direction: 'out',
    author: input.author,
    body: message,
    status: 'queued',
    error: null,
    providerId: null,
    repeats: 0,
    editedAt: null,
    at: work.now,
  });
  work.outbox.insert({
    id: newId('outbox'),
    projectId: work.projectId,
    channelId: conversation.channelId,
    lane: conversation.lane,
    position: turnsBefore(work, conversation) * 1000 + queuedBefore,
    chatKey: conversation.chatKey,
    messageId: row.id,
    message,
    urgency: input.urgency,
    status: input.fence !== undefined && queuedBefore === 0 ? 'sending' : 'queued',
    fence: input.fence !== undefined && queuedBefore === 0 ? input.fence : null,
    attempts: input.fence !== undefined && queuedBefore === 0 ? 1 : 0,
    unknowns: 0,
    partsSent: null,
    notBefore: null,
    error: null,
    createdAt: work.now,
  });
  work.conversations.update(conversation.id, {
    lastMessageAt: work.now,
    lastMessageText: preview(textOf(message.body)),
  });
  return row;
}

/** A conversation that begins with this work is still at version 1 when the next work reads it. */
function turnsBefore(work: Work, { id, version }: Row<'conversations'>): number {
  return work.conversations.changes.get(id)?.kind === 'insert' ? 0 : version;
}

/** First line or so, for lists. */
export function preview(text: string): string {
  return text.slice(0, 140);
}

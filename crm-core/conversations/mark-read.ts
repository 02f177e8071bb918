import type { ConversationId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** A member has seen what the customer wrote. */
export async function markRead(work: Work, input: { conversationId: ConversationId }): Promise<Row<'conversations'>> {
  demand(work.actor, 'inbox', 'view');
  const conversation = await work.conversations.get(input.conversationId);
  if (conversation.unread === 0) return conversation;
  work.emit(
    'conversation.changed',
    { contactId: conversation.contactId },
    { change: 'read', conversationId: conversation.id },
  );
  return work.conversations.update(conversation.id, { unread: 0 });
}

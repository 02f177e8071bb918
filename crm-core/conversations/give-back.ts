import type { ConversationId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Gives the word back to the bot (PRODUCT D27). It goes on where it stands with the customer's next message. */
export async function giveBack(work: Work, input: { conversationId: ConversationId }): Promise<Row<'conversations'>> {
  demand(work.actor, 'inbox', 'edit');
  const conversation = await work.conversations.get(input.conversationId);
  const bots = { speaker: 'bot', speakerMemberId: null, silentUntil: null, attention: null } as const;
  if (conversation.speaker === 'bot' && conversation.attention === null) return conversation;
  work.emit('conversation.given_back', { contactId: conversation.contactId }, { conversationId: conversation.id });
  return work.conversations.update(conversation.id, bots);
}

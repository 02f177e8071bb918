import type { ConversationId } from '../../kernel/ids.ts';
import { memberName } from '../members/known-members.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

export type TakeOverOutcome =
  | { kind: 'ok'; conversation: Row<'conversations'> }
  | { kind: 'refused'; why: 'taken'; message: string; memberId: Row<'members'>['id']; name: string | null };

/**
 * The member takes the word: the bot is silent until it is given back (PRODUCT D27). Where a colleague has it already he
 * keeps it (M10: the first wins), unless it is taken from him with `force`.
 */
export async function takeOver(
  work: Work,
  input: { conversationId: ConversationId; force?: boolean },
): Promise<TakeOverOutcome> {
  demand(work.actor, 'inbox', 'edit');
  const conversation = await work.conversations.get(input.conversationId);
  const memberId = work.actor.record.kind === 'member' ? work.actor.record.memberId : null;
  const holder = holderOf(conversation, work.now);
  if (holder && holder !== memberId && !input.force) {
    const name = memberName(work.config, holder);
    return {
      kind: 'refused',
      why: 'taken',
      message: `${name ?? 'A colleague'} has this conversation.`,
      memberId: holder,
      name,
    };
  }
  if (holder === memberId && isHeldForGood(conversation)) return { kind: 'ok', conversation };
  const held = work.conversations.update(conversation.id, {
    speaker: 'human',
    speakerMemberId: memberId,
    silentUntil: null,
    attention: null,
  });
  work.emit(
    'conversation.handed_over',
    { contactId: conversation.contactId },
    { conversationId: conversation.id, to: { memberId, name: memberName(work.config, memberId) } },
  );
  return { kind: 'ok', conversation: held };
}

/** The member who has the word at this moment. */
export function holderOf(conversation: Row<'conversations'>, now: Date): Row<'members'>['id'] | null {
  const isOver = conversation.silentUntil !== null && conversation.silentUntil <= now;
  return conversation.speaker === 'human' && !isOver ? conversation.speakerMemberId : null;
}

/** Until it is given back, not for some minutes. */
export function isHeldForGood(conversation: Row<'conversations'>): boolean {
  return conversation.speaker === 'human' && conversation.silentUntil === null;
}

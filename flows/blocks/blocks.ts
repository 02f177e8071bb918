import type { BlockKind } from './block-definition.ts';
import { call } from './call/call.ts';
import { condition } from './condition/condition.ts';
import { contact } from './contact/contact.ts';
import { deal } from './deal/deal.ts';
import { end } from './end/end.ts';
import { giveBack } from './give-back/give-back.ts';
import { handOver } from './hand-over/hand-over.ts';
import { http } from './http/http.ts';
import { jump } from './jump/jump.ts';
import { message } from './message/message.ts';
import { note } from './note/note.ts';
import { notify } from './notify/notify.ts';
import { onAnyOther } from './on-any-other/on-any-other.ts';
import { onCrmEvent } from './on-crm-event/on-crm-event.ts';
import { onDeepLink } from './on-deep-link/on-deep-link.ts';
import { onFirstContact } from './on-first-contact/on-first-contact.ts';
import { onMessage } from './on-message/on-message.ts';
import { question } from './question/question.ts';
import { quickReply } from './quick-reply/quick-reply.ts';
import { set } from './set/set.ts';
import { split } from './split/split.ts';
import { task } from './task/task.ts';
import { wait } from './wait/wait.ts';

/** Every kind of block, in the order of the palette. A new one is a folder here and a line in this list. */
export const blocks: readonly BlockKind[] = [
  onMessage,
  onDeepLink,
  onFirstContact,
  onAnyOther,
  onCrmEvent,
  message,
  question,
  quickReply,
  condition,
  split,
  set,
  wait,
  jump,
  call,
  end,
  deal,
  contact,
  task,
  note,
  notify,
  handOver,
  giveBack,
  http,
];

const byType = new Map(blocks.map((block) => [block.type, block]));

export function findBlockKind(type: string): BlockKind | undefined {
  return byType.get(type);
}

import { giveBack as give } from '../../crm-core/conversations/give-back.ts';
import type { conversations } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const giveBack: Handler<typeof conversations.giveBack> = async (call) => {
  await inWork(call, (work) => give(work, { conversationId: call.params.conversationId }));
  return {};
};

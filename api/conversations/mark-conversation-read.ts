import { markRead } from '../../crm-core/conversations/mark-read.ts';
import type { conversations } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const markConversationRead: Handler<typeof conversations.markRead> = async (call) => {
  await inWork(call, (work) => markRead(work, { conversationId: call.params.conversationId }));
  return {};
};

import { writeMessage } from '../../crm-core/conversations/write-message.ts';
import type { conversations } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { refusedError } from '../http/refused-error.ts';
import { messageView } from './message-view.ts';

export const writeToCustomer: Handler<typeof conversations.write> = async (call) => {
  const { conversationId } = call.params;
  const { text, key } = call.body;
  const message = { body: { kind: 'text', text } } as const;
  const outcome = await inWork(call, (work) => writeMessage(work, { conversationId, message, key }));
  if (outcome.kind === 'refused') throw refusedError(outcome);
  return messageView(outcome.message);
};

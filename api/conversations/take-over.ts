import { takeOver as take } from '../../crm-core/conversations/take-over.ts';
import type { conversations } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { refusedError } from '../http/refused-error.ts';

/** Who has it already keeps it: the first wins (PRODUCT M10). */
export const takeOver: Handler<typeof conversations.takeOver> = async (call) => {
  const outcome = await inWork(call, (work) => take(work, { conversationId: call.params.conversationId }));
  if (outcome.kind === 'refused') throw refusedError(outcome);
  return {};
};

import type { Api } from 'grammy';
import type { Delivery, SendResult } from '../channel.ts';
import type { ChatPace } from './chat-pace.ts';
import { perform, render, type TelegramCall, withoutFormatting } from './render.ts';
import { sendResultOf } from './send-result.ts';

/**
 * Sends the parts of a message in order and stops at the first that fails. Its fate becomes the message's, with the ids
 * of the parts before it: given back in the next delivery they are skipped, because a message always renders to the same
 * parts.
 */
export async function send(api: Api, delivery: Delivery, pace: ChatPace): Promise<SendResult> {
  const calls = renderSafely(delivery);
  if ('kind' in calls) return calls;
  const sent = [...(delivery.partsSent ?? [])];
  for (const call of calls.slice(sent.length)) {
    const result = await sendPart(api, call, { chatKey: delivery.chatKey, pace });
    if (result.kind !== 'sent') return sent.length > 0 ? { ...result, partsSent: sent } : result;
    sent.push(result.providerId);
  }
  const [providerId, ...moreProviderIds] = sent;
  if (providerId === undefined) return { kind: 'refused', why: 'There is nothing to send' };
  return { kind: 'sent', providerId, ...(moreProviderIds.length > 0 && { moreProviderIds }) };
}

/** A message that cannot be rendered can never be sent; a throw here would leave its lane waiting for ever. */
function renderSafely({ chatKey, message }: Delivery): TelegramCall[] | SendResult {
  try {
    return render(chatKey, message);
  } catch (error) {
    return { kind: 'refused', why: `It cannot be rendered: ${error instanceof Error ? error.message : error}` };
  }
}

async function sendPart(api: Api, call: TelegramCall, to: { chatKey: string; pace: ChatPace }): Promise<SendResult> {
  to.pace.count(to.chatKey, performance.now());
  try {
    const message = await perform(api.raw, call);
    return { kind: 'sent', providerId: String(message.message_id) };
  } catch (error) {
    const result = sendResultOf(error, to.pace.isBusy(to.chatKey, performance.now()));
    const plain = result.kind === 'refused' && /entit/i.test(result.why) ? withoutFormatting(call) : undefined;
    // The words matter more than their looks.
    return plain ? sendPart(api, plain, to) : result;
  }
}

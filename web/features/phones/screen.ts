import type { PhoneMessage, PhoneView } from '../../../api/contract/channels.ts';
import type { Pending } from './pending.ts';

/** How far a message of the customer got: the messenger's clock and ticks. */
export type Ticks = 'sending' | 'stored' | 'read' | 'failed';

export type ScreenRow =
  | { kind: 'day'; key: string; at: string }
  | {
      kind: 'message';
      key: string;
      message: PhoneMessage;
      /** The last of several in a row by one side has the tail. */
      tail: boolean;
      first: boolean;
      ticks: Ticks;
    };

/** What the screen shows, top to bottom: days, then messages in groups by who spoke. */
export function screenRows(messages: readonly PhoneMessage[], pending: readonly Pending[]): ScreenRow[] {
  const all = [
    ...messages.map((message) => ({ message, ticks: 'read' as Ticks })),
    ...pending.map((one) => ({ message: asMessage(one), ticks: one.state as Ticks })),
  ];
  return all.flatMap(({ message, ticks }, index): ScreenRow[] => {
    const before = all[index - 1]?.message;
    const after = all[index + 1]?.message;
    const newDay = !before || !sameDay(before.at, message.at);
    const row: ScreenRow = {
      kind: 'message',
      key: message.id,
      message,
      ticks,
      first: newDay || before.from !== message.from,
      tail: !after || after.from !== message.from || !sameDay(after.at, message.at),
    };
    return newDay ? [{ kind: 'day', key: `day ${message.id}`, at: message.at }, row] : [row];
  });
}

/**
 * The reply keyboard under the field. It stays until the customer has shared what was asked, or has answered something else
 * and the bot went on without asking again.
 */
export function keyboardOf({ messages, phone }: PhoneView): PhoneMessage['request'] {
  const asked = messages.findLastIndex((message) => message.request !== undefined);
  if (asked === -1) return undefined;
  const later = messages.slice(asked + 1);
  const answer = later.findIndex((message) => message.from === 'customer');
  if (answer !== -1 && later.slice(answer).some((message) => message.from === 'bot')) return undefined;
  if (later.some((message) => message.from === 'customer' && digits(message.text) === digits(phone))) return undefined;
  return messages[asked]?.request;
}

/** The newest word of the bot; a newer one ends the wait for an answer. */
export function lastFromBot(messages: readonly PhoneMessage[]): string | undefined {
  return messages.findLast((message) => message.from === 'bot')?.id;
}

function asMessage({ id, text, photo, at }: Pending): PhoneMessage {
  return { id, from: 'customer', text, at, ...(photo && { media: { kind: 'image' } }) };
}

function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function digits(text: string): string {
  return text.replace(/\D/g, '') || text;
}

import type { PhoneMessage, PhoneView } from '../../../api/contract/channels.ts';
import type { Pending } from './pending.ts';

/** How far a message of the customer got: the messenger's clock and ticks. */
export type Ticks = 'sending' | 'stored' | 'read' | 'failed';

export interface MessageRow {
  message: PhoneMessage;
  ticks: Ticks;
  /** First and last of several in a row by one side: which of them has the tail is the messenger's custom. */
  first: boolean;
  last: boolean;
}

export interface ScreenDay {
  at: string;
  rows: MessageRow[];
}

/** What the screen shows, top to bottom: days, and in them messages in groups by who spoke. */
export function screenDays(messages: readonly PhoneMessage[], pending: readonly Pending[]): ScreenDay[] {
  const all = [
    ...messages.map((message) => ({ message, ticks: 'read' as const })),
    ...pending.map((one) => ({ message: asMessage(one), ticks: one.state })),
  ];
  const days: (typeof all)[] = [];
  for (const one of all) {
    const day = days.at(-1);
    if (day?.[0] && sameDay(day[0].message.at, one.message.at)) day.push(one);
    else days.push([one]);
  }
  return days.map((day) => ({
    at: day[0]?.message.at ?? '',
    rows: day.map((one, index) => ({
      ...one,
      first: day[index - 1]?.message.from !== one.message.from,
      last: day[index + 1]?.message.from !== one.message.from,
    })),
  }));
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

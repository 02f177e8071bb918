import type { PhoneMessage } from '../../../api/contract/channels.ts';
import type { CustomerAct } from './customer-act.ts';

/** What the customer did a moment ago, shown before the server's screen has it. */
export interface Pending {
  id: string;
  text: string;
  photo: boolean;
  at: string;
  state: 'sending' | 'stored' | 'failed';
  /** Why it failed, in the customer's words. */
  why?: string;
  /** Ids of the customer's messages that were on the screen already: an equal text among them is an older one. */
  known: ReadonlySet<string>;
  /** What to do again when it did not get through. */
  again: CustomerAct;
}

/** Those that the server's screen does not show yet. Equal texts are matched one to one, in order. */
export function stillPending(pending: readonly Pending[], messages: readonly PhoneMessage[]): Pending[] {
  const taken = new Set<string>();
  return pending.filter((one) => {
    const match = messages.find(
      (message) =>
        message.from === 'customer' &&
        !one.known.has(message.id) &&
        !taken.has(message.id) &&
        (one.photo ? message.media !== undefined : message.text === one.text),
    );
    if (match) taken.add(match.id);
    return !match;
  });
}

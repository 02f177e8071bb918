import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/contract/api.ts';
import type { PhoneView } from '../../../api/contract/channels.ts';
import { call, keyOf } from '../../app/api.ts';
import { explainError, toastError } from '../../ui/toast.tsx';
import type { CustomerAct } from './customer-act.ts';
import { type Pending, stillPending } from './pending.ts';
import { lastFromBot } from './screen.ts';

/** A question to the bot: the wait is over when its last message is another one than `lastSaid`. */
export interface Asked {
  lastSaid: string | undefined;
  at: number;
}

interface Doings {
  pending: Pending[];
  asked?: Asked;
}

const nothing: Doings = { pending: [] };

export const phoneKey = ({ channelId, phoneId }: PhoneView): string => `${channelId}/${phoneId}`;

/** What customers do on their phones: seen at once, sent, and kept with a "try again" when it did not get through. */
export function useCustomerActs(projectId: string) {
  const queryClient = useQueryClient();
  const [doings, setDoings] = useState<Record<string, Doings>>({});

  const change = (key: string, next: (before: Doings) => Doings) =>
    setDoings((all) => ({ ...all, [key]: next(all[key] ?? nothing) }));
  const mark = (key: string, id: string, part: Pick<Pending, 'state' | 'why'>) =>
    change(key, (before) => ({
      ...before,
      pending: before.pending.map((one) => (one.id === id ? { ...one, ...part } : one)),
    }));

  const act = async (phone: PhoneView, what: CustomerAct): Promise<boolean> => {
    const key = phoneKey(phone);
    const shown = shownAct(phone, what);
    change(key, (before) => ({
      pending: [...stillPending(before.pending, phone.messages), ...(shown ? [shown] : [])],
      asked: { lastSaid: lastFromBot(phone.messages), at: Date.now() },
    }));
    const params = { projectId, channelId: phone.channelId, phoneId: phone.phoneId };
    try {
      await call(api.phones.act, { params, body: what });
    } catch (error) {
      change(key, ({ pending }) => ({ pending }));
      if (shown) mark(key, shown.id, { state: 'failed', why: explainError(error) });
      else toastError(error);
      return false;
    }
    if (shown) mark(key, shown.id, { state: 'stored' });
    void queryClient.invalidateQueries({ queryKey: keyOf(api.phones.list) });
    return true;
  };

  return {
    of: (phone: PhoneView): Doings => doings[phoneKey(phone)] ?? nothing,
    act,
    /** Sends a failed message again, at the end of the conversation. */
    retry: (phone: PhoneView, failed: Pending) => {
      change(phoneKey(phone), (before) => ({
        ...before,
        pending: before.pending.filter(({ id }) => id !== failed.id),
      }));
      return act(phone, failed.again);
    },
  };
}

/** What the customer sees of his own act; a press of a button shows nothing by itself. */
function shownAct(phone: PhoneView, what: CustomerAct): Pending | undefined {
  if (what.kind === 'press') return undefined;
  return {
    id: `pending-${crypto.randomUUID()}`,
    text: textOf(phone, what),
    photo: what.kind === 'photo',
    at: new Date().toISOString(),
    state: 'sending',
    known: new Set(phone.messages.flatMap(({ id, from }) => (from === 'customer' ? [id] : []))),
    again: what,
  };
}

function textOf(phone: PhoneView, what: Exclude<CustomerAct, { kind: 'press' }>): string {
  switch (what.kind) {
    case 'text':
      return what.text;
    case 'start':
      return what.payload ? `/start ${what.payload}` : '/start';
    case 'share_contact':
      return phone.phone;
    case 'photo':
      return '';
  }
}

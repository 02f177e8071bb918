import { describe, expect, it } from 'vitest';
import type { PhoneMessage, PhoneView } from '../../../api/contract/channels.ts';
import { asId } from '../../../kernel/ids.ts';
import { type Pending, stillPending } from './pending.ts';
import { keyboardOf, screenDays } from './screen.ts';

let count = 0;
const said = (from: PhoneMessage['from'], text: string, extra: Partial<PhoneMessage> = {}): PhoneMessage => ({
  id: `m${++count}`,
  from,
  text,
  at: '2026-03-02T10:00:00Z',
  ...extra,
});
const pending = (text: string, known: string[] = []): Pending => ({
  id: `p${++count}`,
  text,
  photo: false,
  at: '2026-03-02T10:00:00Z',
  state: 'sending',
  known: new Set(known),
  again: { kind: 'text', text },
});
const phone = (messages: PhoneMessage[]): PhoneView => ({
  channelId: asId<'channel'>('chn_1'),
  imitates: 'telegram',
  botName: 'Bot',
  phoneId: 'p-1',
  customerName: 'Ann',
  phone: '+79991234567',
  messages,
  capabilities: { buttons: true, maxText: 4096, requestContact: true },
});

describe('what is still on its way', () => {
  it('stays until the server shows it', () => {
    const one = pending('hi');
    expect(stillPending([one], [])).toEqual([one]);
    expect(stillPending([one], [said('customer', 'hi')])).toEqual([]);
  });

  it('is not taken for an older message of the same words', () => {
    const old = said('customer', 'yes');
    expect(stillPending([pending('yes', [old.id])], [old])).toHaveLength(1);
  });

  it('matches equal words one to one', () => {
    const [first, second] = [pending('yes'), pending('yes')];
    expect(stillPending([first, second], [said('customer', 'yes')])).toEqual([second]);
  });

  it("is not taken for the bot's echo", () => {
    expect(stillPending([pending('hi')], [said('bot', 'hi')])).toHaveLength(1);
  });
});

describe('what the screen shows', () => {
  it('begins a new group with a new day and with another speaker', () => {
    const days = screenDays(
      [said('bot', 'a', { at: '2026-03-01T10:00:00Z' }), said('bot', 'b'), said('bot', 'c')],
      [pending('d')],
    );
    const sketch = days.map(({ rows }) =>
      rows.map(({ message, first, last }) => `${first ? '[' : ''}${message.text}${last ? ']' : ''}`).join(''),
    );
    expect(sketch).toEqual(['[a]', '[bc][d]']);
  });

  it('marks what is still on its way', () => {
    const [day] = screenDays([said('customer', 'a')], [pending('b')]);
    expect(day?.rows.map(({ ticks }) => ticks)).toEqual(['read', 'sending']);
  });
});

describe('reply keyboard', () => {
  const request = { kind: 'contact', label: 'Share' } as const;

  it('stays while the customer has not answered', () => {
    expect(keyboardOf(phone([said('bot', 'Your phone?', { request }), said('bot', 'Please')]))).toEqual(request);
  });
  it('goes when the number is shared', () => {
    expect(keyboardOf(phone([said('bot', '?', { request }), said('customer', '+7 999 123-45-67')]))).toBeUndefined();
  });
  it('stays when something else was typed and the bot asks again', () => {
    const messages = [said('bot', '?', { request }), said('customer', 'why'), said('bot', 'Please', { request })];
    expect(keyboardOf(phone(messages))).toEqual(request);
  });
  it('goes when the bot went on without asking again', () => {
    expect(
      keyboardOf(phone([said('bot', '?', { request }), said('customer', 'no'), said('bot', 'Fine')])),
    ).toBeUndefined();
  });
});

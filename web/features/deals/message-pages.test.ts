import { expect, test } from 'vitest';
import type { MessageView } from '../../../api/contract/conversations.ts';
import { newId } from '../../../kernel/ids.ts';
import { inDays, withNewest } from './message-pages.ts';

const [m1, m2, m3, m4] = ['09:00', '10:00', '11:00', '12:00'].map((time) => message(`2026-03-10T${time}:00`)) as [
  MessageView,
  MessageView,
  MessageView,
  MessageView,
];

test('new messages come first and known ones move on in place', () => {
  const pages = [
    { messages: [m3, m2], next: m2.id },
    { messages: [m1], next: null },
  ];
  const read = { ...m3, status: 'read' as const };
  expect(withNewest(pages, { messages: [m4, read], next: m3.id })).toEqual([
    { messages: [m4, read, m2], next: m2.id },
    { messages: [m1], next: null },
  ]);
});

test('a gap between what is kept and what is newest asks for everything again', () => {
  expect(withNewest([{ messages: [m1], next: null }], { messages: [m4], next: m4.id })).toBeUndefined();
});

test('the first message of an empty conversation is no gap', () => {
  expect(withNewest([{ messages: [], next: null }], { messages: [m1], next: null })).toEqual([
    { messages: [m1], next: null },
  ]);
});

test('messages are read oldest first, day by day', () => {
  const yesterday = message('2026-03-09T20:00:00');
  const days = inDays([
    { messages: [m2, m1], next: null },
    { messages: [yesterday], next: null },
  ]);
  expect(days.map(({ messages }) => messages)).toEqual([[yesterday], [m1, m2]]);
});

function message(at: string): MessageView {
  return {
    id: newId('message'),
    direction: 'out',
    author: null,
    text: at,
    status: 'sent',
    error: null,
    edited: false,
    at: new Date(at).toISOString(),
  };
}

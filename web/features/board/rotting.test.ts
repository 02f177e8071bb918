import { expect, test } from 'vitest';
import type { DealCard } from '../../../api/contract/deals.ts';
import { newId } from '../../../kernel/ids.ts';
import { isRotting } from './rotting.ts';

const now = Date.parse('2026-03-10T00:00:00Z');
const card = {
  status: 'open',
  stageId: newId('stage'),
  stageEnteredAt: '2026-03-01T00:00:00Z',
  lastMessageAt: '2026-03-09T00:00:00Z',
} as DealCard; // all that the rule looks at

test('D5: a deal rots by its time on the stage', () => {
  expect(isRotting(card, { rottingDays: 9, rottingFrom: 'stage_entry' }, now)).toBe(true);
  expect(isRotting(card, { rottingDays: 10, rottingFrom: 'stage_entry' }, now)).toBe(false);
});

test('D5: counted from the last message, a talk keeps it fresh', () => {
  expect(isRotting(card, { rottingDays: 9, rottingFrom: 'last_message' }, now)).toBe(false);
  expect(isRotting({ ...card, lastMessageAt: null }, { rottingDays: 9, rottingFrom: 'last_message' }, now)).toBe(true);
});

test('closed and unsorted deals never rot, nor any when the switch is off', () => {
  const settings = { rottingDays: 1, rottingFrom: 'stage_entry' } as const;
  expect(isRotting({ ...card, status: 'won' }, settings, now)).toBe(false);
  expect(isRotting({ ...card, stageId: null }, settings, now)).toBe(false);
  expect(isRotting(card, { ...settings, rottingDays: null }, now)).toBe(false);
});

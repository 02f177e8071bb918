import { expect, test } from 'vitest';
import { daysFrom, listDay, longDuration, shortDuration } from './moments.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  [0, '1 мин', '1m'],
  [59 * minute, '59 мин', '59m'],
  [hour, '1 ч', '1h'],
  [47 * hour, '1 дн', '1d'],
  [30 * day, '30 дн', '30d'],
])('%i ms is one short unit', (ms, russian, english) => {
  expect(plain(shortDuration(ms, 'ru'))).toBe(russian);
  expect(shortDuration(ms, 'en')).toBe(english);
});

test('a long duration has a second unit where it tells something', () => {
  expect(longDuration(2 * day + 4 * hour, 'en')).toBe('2d 4h');
  expect(longDuration(2 * day + 4 * minute, 'en')).toBe('2d');
  expect(longDuration(3 * hour + 20 * minute, 'en')).toBe('3h 20m');
  expect(longDuration(20 * minute, 'en')).toBe('20m');
});

test('tomorrow begins at midnight, not in 24 hours', () => {
  const evening = new Date(2026, 2, 10, 23, 50);
  expect(daysFrom(evening, new Date(2026, 2, 11, 0, 10).toISOString())).toBe(1);
  expect(daysFrom(evening, new Date(2026, 2, 10, 0, 10).toISOString())).toBe(0);
  expect(daysFrom(evening, new Date(2026, 2, 9, 23, 59).toISOString())).toBe(-1);
});

test('a day in a list has its year only where it is another one', () => {
  const now = Date.parse('2026-11-27T12:00:00Z');
  expect(listDay('2026-11-05T12:00:00Z', 'en', now)).toBe('Nov 5');
  expect(plain(listDay('2025-11-05T12:00:00Z', 'ru', now))).toBe('5 нояб. 2025 г.');
});

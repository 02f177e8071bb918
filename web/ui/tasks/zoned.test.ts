import { expect, test } from 'vitest';
import { dayOf, momentAt, monthPage, onDay, plusDays, timeOf, weekOf } from './zoned.ts';

test('S13: a moment stands on the day that it is in the project’s zone, not in the reader’s', () => {
  expect(dayOf('2026-03-28T22:30:00Z', 'Europe/Moscow')).toBe('2026-03-29');
  expect(dayOf('2026-03-28T22:30:00Z', 'America/New_York')).toBe('2026-03-28');
  expect(timeOf('2026-03-28T22:30:00Z', 'Europe/Moscow')).toBe('01:30');
});

test('S13: a task that is carried over the change of the clocks keeps its time of day', () => {
  const saturday = momentAt('2026-03-28', '10:00', 'Europe/London');
  expect(saturday).toBe('2026-03-28T10:00:00.000Z');
  expect(onDay(saturday, '2026-03-30', 'Europe/London')).toBe('2026-03-30T09:00:00.000Z');
});

test('weeks begin on Monday in Russian and on Sunday in English', () => {
  expect(weekOf('2026-11-29', 'ru')).toBe('2026-11-23');
  expect(weekOf('2026-11-29', 'en')).toBe('2026-11-29');
});

test('a month’s page holds six weeks, its own days among them', () => {
  const page = monthPage('2026-02-14', 'ru');
  expect(page).toHaveLength(42);
  expect(page[0]).toBe('2026-01-26');
  expect(page).toContain('2026-02-28');
  expect(page.every((day, at) => at === 0 || day === plusDays(page[at - 1] ?? '', 1))).toBe(true);
});

import { expect, test } from 'vitest';
import { addDays, daysIn, isDay, type Preset, periodText, presetPeriod, stepText, todayIn } from './period.ts';

test.each<[Preset, string, string, string]>([
  ['today', '2026-03-15', '2026-03-15', '2026-03-15'],
  ['7d', '2026-03-03', '2026-02-25', '2026-03-03'],
  ['30d', '2026-01-10', '2025-12-12', '2026-01-10'],
  ['90d', '2026-03-31', '2026-01-01', '2026-03-31'],
  ['month', '2026-03-15', '2026-03-01', '2026-03-15'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last_month', '2026-01-05', '2025-12-01', '2025-12-31'],
  ['quarter', '2026-05-05', '2026-04-01', '2026-05-05'],
  ['quarter', '2026-12-31', '2026-10-01', '2026-12-31'],
  ['year', '2028-02-29', '2028-01-01', '2028-02-29'],
])('%s on %s goes from %s to %s', (preset, today, from, to) => {
  expect(presetPeriod(preset, today)).toEqual({ from, to });
});

test('today is that of the project, not of the reader', () => {
  const now = new Date('2026-01-31T22:30:00Z');
  expect(todayIn('Asia/Vladivostok', now)).toBe('2026-02-01');
  expect(todayIn('America/New_York', now)).toBe('2026-01-31');
});

test('days are counted over months and summer time', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(daysIn({ from: '2026-03-01', to: '2026-03-31' })).toBe(31);
  expect(daysIn({ from: '2026-03-01', to: '2026-03-01' })).toBe(1);
});

test('a day of the address is checked', () => {
  expect(['2026-02-28', '2026-13-01', 'yesterday', '', undefined].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('periods and steps read as people write them', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' };
  expect(periodText(november, 'ru')).toMatch(/^1–30 ноября 2026$/);
  expect(periodText(november, 'en')).toMatch(/^Nov 1\s?–\s?30, 2026$/);
  expect(stepText(november, 'month', 'ru')).toBe('нояб');
  expect(stepText({ from: '2026-11-05', to: '2026-11-05' }, 'day', 'ru')).toBe('5 нояб');
});

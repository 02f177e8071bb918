import { expect, it } from 'vitest';
import { offsetOf, timeZoneOptions } from './time-zones.ts';

const winter = new Date('2026-01-15T12:00:00Z');

it.each([
  ['Europe/Moscow', 180],
  ['America/New_York', -300],
  ['Asia/Kolkata', 330],
  ['Europe/London', 0],
])('%s is %i minutes from Greenwich in winter', (zone, minutes) => expect(offsetOf(zone, winter)).toBe(minutes));

it('lists zones from west to east with their offsets', () => {
  const labels = timeZoneOptions(winter).map(({ label }) => label);
  expect(labels).toContain('Europe/Moscow (UTC+3)');
  expect(labels).toContain('America/New York (UTC−5)');
  expect(labels.indexOf('America/New York (UTC−5)')).toBeLessThan(labels.indexOf('Europe/Moscow (UTC+3)'));
});

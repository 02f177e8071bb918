import { describe, expect, test } from 'vitest';
import { durationPattern, after as momentAfter } from './duration.ts';

const now = new Date('2026-03-28T12:00:00Z');

describe('a duration', () => {
  test.each([
    ['45s', '2026-03-28T12:00:45.000Z'],
    ['10m', '2026-03-28T12:10:00.000Z'],
    ['1h 30m', '2026-03-28T13:30:00.000Z'],
    ['1h30m', '2026-03-28T13:30:00.000Z'],
    ['2d', '2026-03-30T12:00:00.000Z'],
  ])('adds %s', (duration, at) => {
    expect(momentAfter(duration, now, 'UTC').toISOString()).toBe(at);
  });

  test('a day keeps the hour on the wall clock when the clocks change', () => {
    expect(momentAfter('1d', now, 'Europe/Berlin').toISOString()).toBe('2026-03-29T11:00:00.000Z');
    expect(momentAfter('24h', now, 'Europe/Berlin').toISOString()).toBe('2026-03-29T12:00:00.000Z');
  });

  test('is never less than a second, so that no loop spins on it', () => {
    expect(momentAfter('0s', now, 'UTC').toISOString()).toBe('2026-03-28T12:00:01.000Z');
  });

  test.each(['', ' ', '10', 'm', '10m ', '1m 1h', '-1m', '1.5h'])('%j is no duration', (text) => {
    expect(durationPattern.test(text)).toBe(false);
  });
});

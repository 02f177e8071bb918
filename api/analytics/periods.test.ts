import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf, periodBefore, readPeriod, stepOf } from './periods.ts';

const days = ({ from, to }: { from: string; to: string }) => `${from}…${to}`;

test('days begin and end with the project’s midnight, summer time or not', () => {
  expect(readPeriod({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/London')).toMatchObject({
    begin: new Date('2026-03-29T00:00:00Z'),
    end: new Date('2026-03-29T23:00:00Z'),
  });
  expect(readPeriod({ from: '2026-01-01', to: '2026-01-02' }, 'Europe/Moscow')).toMatchObject({
    begin: new Date('2025-12-31T21:00:00Z'),
    end: new Date('2026-01-02T21:00:00Z'),
  });
});

test('the period before is as long and ends the day before', () => {
  const period = readPeriod({ from: '2026-03-20', to: '2026-04-02' }, 'Europe/London');
  expect(days(periodBefore(period, 'Europe/London'))).toBe('2026-03-06…2026-03-19');
});

test('a period that ends before it begins or never ends is refused', () => {
  expect(() => readPeriod({ from: '2026-03-02', to: '2026-03-01' }, 'UTC')).toThrow(/ends before/);
  expect(() => readPeriod({ from: '2006-03-02', to: '2026-03-01' }, 'UTC')).toThrow(/at most/);
});

test('weeks begin on Mondays, months on the first, and both ends are cut', () => {
  const period = readPeriod({ from: '2026-01-28', to: '2026-02-11' }, 'UTC');
  expect(partsOf(period, 'week', 'UTC').map(days)).toEqual([
    '2026-01-28…2026-02-01',
    '2026-02-02…2026-02-08',
    '2026-02-09…2026-02-11',
  ]);
  expect(partsOf(period, 'month', 'UTC').map(days)).toEqual(['2026-01-28…2026-01-31', '2026-02-01…2026-02-11']);
});

test('parts join without a gap or an overlap and are the period together', () => {
  const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const zone = fc.constantFrom('Europe/London', 'America/Santiago', 'Asia/Kolkata', 'Africa/Cairo', 'UTC');
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1000 }), zone, (first, length, timeZone) => {
      const last = new Date(first.getTime() + length * 86_400_000);
      const text = (date: Date) => date.toISOString().slice(0, 10);
      const period = readPeriod({ from: text(first), to: text(last) }, timeZone);
      const parts = partsOf(period, stepOf(period), timeZone);
      expect(parts[0]?.begin).toEqual(period.begin);
      expect(parts.at(-1)?.end).toEqual(period.end);
      for (const [index, part] of parts.slice(1).entries()) expect(part.begin).toEqual(parts[index]?.end);
      expect(parts.length).toBeLessThanOrEqual(48);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactSum, readNumeral, withoutNoise, writeNumeral } from './numerals.ts';

test.each([
  ['1500', 1500],
  [' 1 500,50 ', 1500.5],
  ['1\u00a0500\u202f000', 1_500_000],
  ["1'500.5", 1500.5],
  ['-0,5', -0.5],
  ['−3', -3],
  ['.5', 0.5],
  ['+7', 7],
  ['', null],
  ['-', null],
  ['.', null],
  ['1e5', null],
  ['0x10', null],
  ['Infinity', null],
  ['1 2', null],
  ['8 999 12', null],
  ['5 шт', null],
  ['9'.repeat(41), null],
])('%j reads %j', (text, number) => {
  expect(readNumeral(text)).toBe(number);
});

/** Amounts of money: up to a milliard with two decimals, as whole hundredths. */
const cents = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });

test('D23: sums and products of money are exact', () => {
  fc.assert(
    fc.property(cents, cents, fc.integer({ min: 0, max: 1000 }), (a, b, times) => {
      expect(exactSum(a / 100, b / 100)).toBe((a + b) / 100);
      expect(withoutNoise((a / 100) * times)).toBeCloseTo((a * times) / 100, 2);
      expect(exactSum(exactSum(a / 100, b / 100), -b / 100) + 0).toBe(a / 100 + 0);
    }),
  );
});

test('a number is written in full and reads back', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (number) => {
      const text = writeNumeral(number);
      expect(text).not.toContain('e');
      expect(Math.abs(Number(text) - number)).toBeLessThanOrEqual(1e-20);
    }),
  );
  expect(writeNumeral(1e21)).toBe('1000000000000000000000');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editableMoney, formatMoney, formatSum, parseMoney } from './money.ts';

/** Formatters use narrow and no-break spaces; a test reads plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('reading what a person types', () => {
  test.each([
    ['12 500', 'RUB', 1_250_000],
    ['12 500,50', 'RUB', 1_250_050],
    ['12,500.5', 'USD', 1_250_050],
    ['1.234.567', 'EUR', 123_456_700],
    ['1.234,56', 'EUR', 123_456],
    ['₽ 99,9', 'RUB', 9_990],
    ['-5', 'RUB', -500],
    ['1,500', 'JPY', 1_500],
    ['1.5', 'KWD', 1_500],
    ['10,', 'RUB', 1_000],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  test.each(['', 'abc', '-', ',', '99999999999999999'])('%j is no amount', (text) => {
    expect(parseMoney(text, 'RUB')).toBeUndefined();
  });

  test('what a field shows is read back as the same amount', () => {
    const currencies = fc.constantFrom('RUB', 'JPY', 'KWD', 'USD');
    fc.assert(
      fc.property(fc.integer({ min: -9e14, max: 9e14 }), currencies, (amount, currency) => {
        expect(parseMoney(editableMoney(amount, currency), currency)).toBe(amount);
      }),
    );
  });
});

describe('showing', () => {
  test('a fraction is shown only when there is one', () => {
    expect(plain(formatMoney(1_250_000, 'RUB', 'ru'))).toBe('12 500 ₽');
    expect(plain(formatMoney(1_250_050, 'RUB', 'ru'))).toBe('12 500,50 ₽');
    expect(formatMoney(1_250_000, 'USD', 'en')).toBe('$12,500');
  });

  test('a currency without minor units has none', () => {
    expect(formatMoney(1500, 'JPY', 'en')).toBe('¥1,500');
  });

  test('a sum is exact below ten million and short above', () => {
    expect(plain(formatSum(999_999_900, 'RUB', 'ru'))).toBe('9 999 999 ₽');
    expect(plain(formatSum(1_240_000_000, 'RUB', 'ru'))).toBe('12,4 млн ₽');
  });
});

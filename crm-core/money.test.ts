import { describe, expect, it } from 'vitest';
import { checkAmount, checkCurrency, formatMoney, toMajor, toMinor } from './money.ts';

describe('money', () => {
  it('D6: is whole minor units, whatever number of digits the currency has', () => {
    expect(toMinor(19.99, 'RUB')).toBe(1999);
    expect(toMinor(500, 'JPY')).toBe(500);
    expect(toMinor(1.234, 'KWD')).toBe(1234);
    expect(toMajor({ amount: 1234, currency: 'KWD' })).toBe(1.234);
  });

  it('refuses broken, negative and inexact amounts', () => {
    for (const amount of [0.5, -1, Number.NaN, 2 ** 60]) expect(() => checkAmount(amount)).toThrow('minor units');
    expect(checkAmount(0)).toBe(0);
  });

  it('knows the currencies of ISO 4217', () => {
    expect(checkCurrency('RUB')).toBe('RUB');
    for (const code of ['rub', 'XXY', '']) expect(() => checkCurrency(code)).toThrow('ISO 4217');
  });

  it('shows a whole amount without its zeros', () => {
    expect(formatMoney({ amount: 150000, currency: 'USD' }, 'en')).toBe('$1,500');
    expect(formatMoney({ amount: 150050, currency: 'USD' }, 'en')).toBe('$1,500.50');
  });
});

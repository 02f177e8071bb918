import { badInput } from '../kernel/errors.ts';

/** Money is integer minor units plus an ISO 4217 code (PRODUCT D6). */
export interface Money {
  amount: number;
  currency: string;
}

const known = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** Throws `bad_input`. */
export function checkCurrency(code: string): string {
  if (!isCurrency(code)) throw badInput(`${code} is not an ISO 4217 currency`, { field: 'currency' });
  return code;
}

/** Throws `bad_input` unless it is a whole number of minor units, not negative and exact in JavaScript. */
export function checkAmount(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw badInput('An amount is a whole number of minor units, zero or more', { field: 'amount' });
  }
  return amount;
}

/** Digits after the point: 2 for RUB, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units from an amount as people write it: 12.5 RUB → 1250. */
export function toMinor(major: number, currency: string): number {
  return Math.round(major * 10 ** minorDigits(currency));
}

export function toMajor({ amount, currency }: Money): number {
  return amount / 10 ** minorDigits(currency);
}

/** For texts of the server (chat cards, exports); a whole amount is shown without its zeros. */
export function formatMoney(money: Money, locale: string): string {
  const major = toMajor(money);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: Number.isInteger(major) ? 0 : minorDigits(money.currency),
  }).format(major);
}

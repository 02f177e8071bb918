/** Money is integer minor units plus an ISO 4217 code (PRODUCT D6); only here it becomes text and back. */

function fractionDigits(currency: string): number {
  return formatter('en', currency, false).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `125000` kopecks → `1 250 ₽`; the fraction is shown only when there is one. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const unit = 10 ** fractionDigits(currency);
  return formatter(language, currency, amount % unit === 0).format(amount / unit);
}

/** For a cramped header: `12,4 млн ₽`. Exact below ten million units. */
export function formatSum(amount: number, currency: string, language: string): string {
  const unit = 10 ** fractionDigits(currency);
  if (Math.abs(amount) < 10_000_000 * unit) return formatMoney(Math.round(amount / unit) * unit, currency, language);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(amount / unit);
}

/**
 * Reads what a person types: spaces and apostrophes group, the last point or comma is the decimal sign when no more digits
 * follow it than the currency has. Undefined when it is not a number.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = fractionDigits(currency);
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[^\d.,-]/g, '');
  const fraction = digits > 0 ? new RegExp(`[.,](\\d{0,${digits}})$`).exec(bare) : null;
  const whole = (fraction ? bare.slice(0, fraction.index) : bare).replace(/[.,]/g, '');
  if (!/^-?\d+$/.test(whole)) return undefined;
  const minor =
    BigInt(whole.replace('-', '')) * 10n ** BigInt(digits) + BigInt((fraction?.[1] ?? '').padEnd(digits, '0') || 0);
  if (minor > 9_000_000_000_000_000n) return undefined;
  return whole.startsWith('-') ? -Number(minor) : Number(minor);
}

/** What an input shows for an amount: no grouping, no sign of the currency. */
export function editableMoney(amount: number | null, currency: string): string {
  if (amount === null) return '';
  const digits = fractionDigits(currency);
  const text = (amount / 10 ** digits).toFixed(digits);
  return text.replace(/\.0+$/, '');
}

export function currencySymbol(currency: string, language: string): string {
  const parts = formatter(language, currency, true).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

export function currencyName(currency: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs more than using it a thousand times. */
function formatter(language: string, currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${language} ${currency} ${whole}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(whole && { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
  });
  formatters.set(key, made);
  return made;
}

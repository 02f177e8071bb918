/** Spaces as people and spreadsheets group digits with: common, no-break, thin, narrow no-break. Also the apostrophe. */
const grouping = /[\s'’]/gu;
const grouped = /^[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/u;
const plain = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/u;
const maxLength = 40;

/** Reads a number as people write it: `1500`, `1 500,50`, `-0.5`. Anything else is `null`: no exponents, no hexadecimals. */
export function readNumeral(text: string): number | null {
  const trimmed = text.trim().replace('−', '-');
  if (trimmed.length > maxLength || !(plain.test(trimmed) || grouped.test(trimmed))) return null;
  return Number(trimmed.replace(grouping, '').replace(',', '.'));
}

/** Digits that a binary number of 64 bits keeps of any decimal number. Beyond them is noise: 0.1 + 0.2 = 0.30000000000000004. */
const exactDigits = 15;

/** `value` without the noise of a multiplication or division. */
export function withoutNoise(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(exactDigits));
}

/**
 * `a + b` as on paper. The noise of a sum is as large as its larger term allows, so it is rounded there:
 * 1000.1 - 1000 is 0.1, and 12345678901.25 + 0.5 loses nothing.
 */
export function exactSum(a: number, b: number): number {
  const sum = a + b;
  if (Number.isInteger(sum) || !Number.isFinite(sum)) return sum;
  const digitsBeforePoint = Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b), Math.abs(sum)))) + 1;
  const decimals = exactDigits - digitsBeforePoint;
  return decimals < 0 || decimals > 100 ? sum : Number(sum.toFixed(decimals));
}

/** Rounds half away from zero, as people do: 2.345 to two digits is 2.35, -2.5 is -3. */
export function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits;
  const rounded = Math.round(withoutNoise(Math.abs(value) * scale));
  return withoutNoise((Math.sign(value) * rounded) / scale);
}

/** A number as text, in full: never `1e+21`, never a stray exponent in a message to a customer. */
export function writeNumeral(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/u, '');
}

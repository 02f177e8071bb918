import { toInteger, toNumber } from '../convert.ts';
import { ExpressionError } from '../expression-error.ts';
import { exactSum, roundTo } from '../numerals.ts';
import { finite } from '../operators.ts';
import type { Run } from '../run.ts';
import { isBlank, type Value } from '../value.ts';
import type { ExpressionFunction } from './expression-function.ts';

const most = 100;

export const numberFunctions: readonly ExpressionFunction[] = [
  {
    name: 'number',
    signature: 'number(value)',
    example: 'number("1 500,50") → 1500.5',
    takes: [1, 1],
    call: ([value = null]) => toNumber(value),
  },
  {
    name: 'round',
    signature: 'round(number, digits?)',
    example: 'round(2.345, 2) → 2.35',
    takes: [1, 2],
    call: ([value = null, digits = 0]) => finite(roundTo(toNumber(value), decimals(digits))),
  },
  {
    name: 'floor',
    signature: 'floor(number)',
    example: 'floor(2.7) → 2',
    takes: [1, 1],
    call: ([value = null]) => finite(Math.floor(toNumber(value))),
  },
  {
    name: 'ceil',
    signature: 'ceil(number)',
    example: 'ceil(2.1) → 3',
    takes: [1, 1],
    call: ([value = null]) => finite(Math.ceil(toNumber(value))),
  },
  {
    name: 'abs',
    signature: 'abs(number)',
    example: 'abs(-5) → 5',
    takes: [1, 1],
    call: ([value = null]) => Math.abs(toNumber(value)),
  },
  {
    name: 'min',
    signature: 'min(a, b, …) or min(list)',
    example: 'min(3, 1, 2) → 1',
    takes: [1, most],
    call: (args, run) =>
      numbersIn(args, run).reduce(
        (least: number | null, each) => (least === null || each < least ? each : least),
        null,
      ),
  },
  {
    name: 'max',
    signature: 'max(a, b, …) or max(list)',
    example: 'max([3, 1, 2]) → 3',
    takes: [1, most],
    call: (args, run) =>
      numbersIn(args, run).reduce((top: number | null, each) => (top === null || each > top ? each : top), null),
  },
  {
    name: 'sum',
    signature: 'sum(a, b, …) or sum(list)',
    example: 'sum([0.1, 0.2, 0.3]) → 0.6',
    takes: [1, most],
    call: (args, run) => finite(numbersIn(args, run).reduce(exactSum, 0)),
  },
  {
    name: 'formatNumber',
    signature: 'formatNumber(number, digits?, "ru" or "en"?)',
    example: 'formatNumber(1234567.5, 2, "en") → 1,234,567.50',
    takes: [1, 3],
    call: ([value = null, digits = null, style = 'ru']) => formatNumber(toNumber(value), digits, style),
  },
];

/** The numbers among the arguments and, one level down, in lists. Unset values are left out, as in a spreadsheet. */
function numbersIn(args: readonly Value[], run: Run): number[] {
  const values = args.flat();
  run.spend(values.length);
  return values.filter((value) => !isBlank(value)).map(toNumber);
}

function decimals(value: Value): number {
  const digits = toInteger(value);
  if (Math.abs(digits) > 10) throw new ExpressionError('At most 10 digits');
  return digits;
}

/** Digits in groups of three. Written here because what `Intl` gives changes with the host's version, and a replay must not. */
function formatNumber(value: number, digits: Value, style: Value): string {
  if (style !== 'ru' && style !== 'en') throw new ExpressionError('The style is "ru" or "en"');
  const [separator, point] = style === 'ru' ? ['\u00a0', ','] : [',', '.'];
  const shown =
    digits === null
      ? String(roundTo(value, 10))
      : roundTo(value, decimals(digits)).toFixed(Math.max(0, decimals(digits)));
  if (shown.includes('e')) throw new ExpressionError('Number too large to format');
  const [whole = '', fraction] = shown.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, separator);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

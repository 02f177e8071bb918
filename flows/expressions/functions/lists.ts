import { isEqual, isIn } from '../compare.ts';
import { shown, toList, toText } from '../convert.ts';
import { ExpressionError } from '../expression-error.ts';
import { type Run, requireTextLength } from '../run.ts';
import { isBlank, type Value } from '../value.ts';
import type { ExpressionFunction } from './expression-function.ts';

export const listFunctions: readonly ExpressionFunction[] = [
  {
    name: 'length',
    signature: 'length(text or list)',
    example: 'length("Анна") → 4',
    takes: [1, 1],
    call: ([value = null]) => lengthOf(value),
  },
  {
    name: 'empty',
    signature: 'empty(value)',
    example: 'empty("") → true',
    takes: [1, 1],
    call: ([value = null]) => isBlank(value) || (Array.isArray(value) && value.length === 0),
  },
  {
    name: 'contains',
    signature: 'contains(text or list, part)',
    example: 'contains(["vip", "new"], "vip") → true',
    takes: [2, 2],
    call: ([holder = null, value = null], run) => isIn(value, holder, run),
  },
  {
    name: 'join',
    signature: 'join(list, separator?)',
    example: 'join(["a", "b"], " + ") → a + b',
    takes: [1, 2],
    call: ([list = null, separator = ', '], run) => join(toList(list, run), toText(separator, run), run),
  },
  {
    name: 'first',
    signature: 'first(list)',
    example: 'first([7, 8]) → 7',
    takes: [1, 1],
    call: ([list = null], run) => toList(list, run)[0] ?? null,
  },
  {
    name: 'last',
    signature: 'last(list)',
    example: 'last([7, 8]) → 8',
    takes: [1, 1],
    call: ([list = null], run) => toList(list, run).at(-1) ?? null,
  },
  {
    name: 'count',
    signature: 'count(list, value?)',
    example: 'count([1, 2, 1], 1) → 2',
    takes: [1, 2],
    call: (args, run) => count(args, run),
  },
  {
    name: 'unique',
    signature: 'unique(list)',
    example: 'join(unique(["a", "b", "a"])) → a, b',
    takes: [1, 1],
    call: ([list = null], run) => unique(toList(list, run), run),
  },
  {
    name: 'without',
    signature: 'without(list, value)',
    example: 'join(without(["vip", "new"], "new")) → vip',
    takes: [2, 2],
    call: ([list = null, value = null], run) => toList(list, run).filter((item) => !isEqual(item, value, run)),
  },
];

function lengthOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  throw new ExpressionError(`Has no length: ${shown(value)}`);
}

function join(list: readonly Value[], separator: string, run: Run): string {
  const pieces = list.map((item) => toText(item, run));
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  requireTextLength(length + separator.length * Math.max(0, pieces.length - 1));
  return pieces.join(separator);
}

/** With one argument: how many items are set. With two: how many equal the second. */
function count(args: readonly Value[], run: Run): number {
  const list = toList(args[0] ?? null, run);
  if (args.length === 1) return list.filter((item) => !isBlank(item)).length;
  return list.filter((item) => isEqual(item, args[1] ?? null, run)).length;
}

/** Compares each with each, as `==` does; the budget bounds it to some hundred different items. */
function unique(list: readonly Value[], run: Run): Value[] {
  const seen: Value[] = [];
  for (const item of list) {
    if (!seen.some((other) => isEqual(item, other, run))) seen.push(item);
  }
  return seen;
}

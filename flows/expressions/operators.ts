import { assertNever } from '../../kernel/assert-never.ts';
import { isEqual, isIn, order } from './compare.ts';
import { toNumber, toText } from './convert.ts';
import { ExpressionError } from './expression-error.ts';
import { exactSum, withoutNoise } from './numerals.ts';
import { type Run, requireTextLength } from './run.ts';
import type { BinaryOperator } from './syntax-tree.ts';
import type { Value } from './value.ts';

/** Operators that always need both sides; `and`, `or` and `??` may skip one and live in the evaluator. */
export type EagerOperator = Exclude<BinaryOperator, 'and' | 'or' | '??'>;

export function applyOperator(operator: EagerOperator, left: Value, right: Value, run: Run): Value {
  switch (operator) {
    case '==':
      return isEqual(left, right, run);
    case '!=':
      return !isEqual(left, right, run);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return isOrdered(operator, order(left, right, run));
    case 'in':
      return isIn(left, right, run);
    case 'not in':
      return !isIn(left, right, run);
    case '+':
      return add(left, right, run);
    case '-':
      return finite(exactSum(toNumber(left), -toNumber(right)));
    case '*':
      return finite(withoutNoise(toNumber(left) * toNumber(right)));
    case '/':
      return finite(withoutNoise(toNumber(left) / divisor(right)));
    case '%':
      return finite(withoutNoise(toNumber(left) % divisor(right)));
    default:
      return assertNever(operator);
  }
}

/** Numbers add up, lists join, and a text takes whatever is added to it. */
function add(left: Value, right: Value, run: Run): Value {
  if (Array.isArray(left) && Array.isArray(right)) {
    run.spend(left.length + right.length);
    return [...left, ...right];
  }
  if (typeof left !== 'string' && typeof right !== 'string') return finite(exactSum(toNumber(left), toNumber(right)));
  const [start, end] = [toText(left, run), toText(right, run)];
  requireTextLength(start.length + end.length);
  return start + end;
}

/** Infinity cannot be stored as JSON; `-0` would be shown as `-0`. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('Number too large');
  return value === 0 ? 0 : value;
}

function divisor(value: Value): number {
  const number = toNumber(value);
  if (number === 0) throw new ExpressionError('Division by zero');
  return number;
}

function isOrdered(operator: '<' | '>' | '<=' | '>=', difference: number | null): boolean {
  if (difference === null) return false;
  switch (operator) {
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
  }
}

import { DateTime } from 'luxon';
import { shown, toNumber } from './convert.ts';
import { isMoment, momentCost } from './dates.ts';
import { ExpressionError } from './expression-error.ts';
import { limits } from './limits.ts';
import { readNumeral } from './numerals.ts';
import { type Run, textCost } from './run.ts';
import type { Value } from './value.ts';

/**
 * `==`: the same data. A number equals the text that spells it, because answers from a chat are texts, and two moments
 * are equal when they are the same instant in whatever offset they are written.
 */
export function isEqual(a: Value, b: Value, run: Run, depth = 0): boolean {
  run.spend(1);
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' && typeof b === 'string') return isMoment(a) && isMoment(b) && order(a, b, run) === 0;
  if (typeof a === 'number' && typeof b === 'string') return readNumeral(b) === a;
  if (typeof a === 'string' && typeof b === 'number') return readNumeral(a) === b;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (depth === limits.depth) throw new ExpressionError(`Value nested deeper than ${limits.depth} levels`);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => isEqual(item, b[i] ?? null, run, depth + 1));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key] ?? null, b[key] ?? null, run, depth + 1));
}

/**
 * How `a` stands to `b`: negative, zero, positive; `null` when nothing can be said because one side is unset.
 * Two numerals compare as numbers, two dates as moments, other texts letter by letter. An unset value counts as 0
 * beside a number, so that a counter needs no first value.
 */
export function order(a: Value, b: Value, run: Run): number | null {
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b, run);
  if (a === null && (b === null || typeof b === 'string')) return null;
  if (b === null && typeof a === 'string') return null;
  if (typeof a === 'object' && a !== null) throw new ExpressionError(`Cannot be compared: ${shown(a)}`);
  if (typeof b === 'object' && b !== null) throw new ExpressionError(`Cannot be compared: ${shown(b)}`);
  return toNumber(a) - toNumber(b);
}

/** Whether `list` holds `value`, or a text holds a part of it, or an object has a key. Letters count as they are written. */
export function isIn(value: Value, holder: Value, run: Run): boolean {
  if (holder === null) return false;
  if (Array.isArray(holder)) return holder.some((item) => isEqual(item, value, run));
  if (typeof holder === 'object') return typeof value === 'string' && Object.hasOwn(holder, value);
  if (typeof holder !== 'string') throw new ExpressionError(`Holds nothing: ${shown(holder)}`);
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  run.spend(textCost(holder));
  return holder.includes(String(value));
}

function orderTexts(a: string, b: string, run: Run): number {
  run.spend(textCost(a));
  const [x, y] = [readNumeral(a), readNumeral(b)];
  if (x !== null && y !== null) return x - y;
  if (isMoment(a) && isMoment(b)) return instant(a, run) - instant(b, run);
  return a < b ? -1 : a > b ? 1 : 0;
}

function instant(text: string, run: Run): number {
  run.spend(momentCost);
  return DateTime.fromISO(text, { zone: run.scope.timeZone }).toMillis();
}

import { ExpressionError } from './expression-error.ts';
import { readNumeral, writeNumeral } from './numerals.ts';
import { type Run, requireTextLength, textCost } from './run.ts';
import type { Value } from './value.ts';
import { sizeOf } from './value-size.ts';

/** A value in arithmetic: an unset one counts as 0, a text as the number that it spells. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'string' ? readNumeral(value) : null;
  if (number === null) throw new ExpressionError(`Not a number: ${shown(value)}`);
  return number;
}

export function toInteger(value: Value): number {
  const number = toNumber(value);
  if (!Number.isSafeInteger(number)) throw new ExpressionError(`Not a whole number: ${shown(value)}`);
  return number;
}

/** A value in a text: nothing for an unset one, a list's items with commas, JSON for anything deeper. */
export function toText(value: Value, run: Run): string {
  const text = writeText(value, run);
  requireTextLength(text.length);
  run.spend(textCost(text));
  return text;
}

export function toList(value: Value, run: Run): readonly Value[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw new ExpressionError(`Not a list: ${shown(value)}`);
  run.spend(value.length);
  return value;
}

/** A short form for messages. */
export function shown(value: Value): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value !== null && typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value);
  return text.length > 40 ? `${text.slice(0, 38).toWellFormed()}…"` : text;
}

function writeText(value: Value, run: Run): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeNumeral(value);
  if (typeof value === 'boolean') return String(value);
  const size = sizeOf(value);
  run.spend(size.values + (size.text >> 6));
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value
    .map((item) => (item !== null && typeof item === 'object' ? JSON.stringify(item) : writeText(item, run)))
    .join(', ');
}

import { toInteger, toText } from '../convert.ts';
import { ExpressionError } from '../expression-error.ts';
import { limits } from '../limits.ts';
import { type Run, requireTextLength } from '../run.ts';
import type { Value } from '../value.ts';
import type { ExpressionFunction } from './expression-function.ts';

export const textFunctions: readonly ExpressionFunction[] = [
  ofText('text', 'text(value)', 'text(12.50) → 12.5', (text) => text),
  ofText('lower', 'lower(text)', 'lower("ПРИВЕТ") → привет', (text) => text.toLowerCase()),
  ofText('upper', 'upper(text)', 'upper("vip") → VIP', (text) => text.toUpperCase()),
  ofText('capitalize', 'capitalize(text)', 'capitalize("иван") → Иван', capitalize),
  ofText('trim', 'trim(text)', 'trim("  да ") → да', (text) => text.trim()),
  ofText('digits', 'digits(text)', 'digits("+7 (999) 123") → 7999123', (text) => text.replace(/[^0-9]/gu, '')),
  {
    name: 'startsWith',
    signature: 'startsWith(text, beginning)',
    example: 'startsWith("voronka", "vor") → true',
    takes: [2, 2],
    call: ([text = null, part = null], run) => toText(text, run).startsWith(toText(part, run)),
  },
  {
    name: 'endsWith',
    signature: 'endsWith(text, end)',
    example: 'endsWith("photo.jpg", ".jpg") → true',
    takes: [2, 2],
    call: ([text = null, part = null], run) => toText(text, run).endsWith(toText(part, run)),
  },
  {
    name: 'substring',
    signature: 'substring(text, start, length?)',
    example: 'substring("2026-01-15", 5, 2) → 01',
    takes: [2, 3],
    call: ([text = null, start = null, length = null], run) => substring(toText(text, run), start, length),
  },
  {
    name: 'replace',
    signature: 'replace(text, part, replacement)',
    example: 'replace("1-2-3", "-", "") → 123',
    takes: [3, 3],
    call: (args, run) => {
      const [text = '', part = '', replacement = ''] = args.map((arg) => toText(arg, run));
      return replaceAll(text, part, replacement);
    },
  },
  {
    name: 'split',
    signature: 'split(text, separator)',
    example: 'split("a, b", ", ")[1] → b',
    takes: [2, 2],
    call: ([text = null, separator = null], run) => split(toText(text, run), toText(separator, run), run),
  },
];

function ofText(
  name: string,
  signature: string,
  example: string,
  change: (text: string) => string,
): ExpressionFunction {
  return {
    name,
    signature,
    example,
    takes: [1, 1],
    call([value = null], run) {
      const text = change(toText(value, run));
      requireTextLength(text.length);
      return text;
    },
  };
}

/** By code points, so that a letter outside the basic plane is not cut in half. */
function capitalize(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return '';
  const letter = String.fromCodePoint(first);
  return letter.toUpperCase() + text.slice(letter.length);
}

function substring(text: string, start: Value, length: Value): string {
  const from = toInteger(start);
  const count = length === null ? text.length : toInteger(length);
  if (from < 0 || count < 0) throw new ExpressionError('Start and length are not negative');
  return text.slice(from, from + count).toWellFormed();
}

/** The length is known before the text is made: 64 KB of one letter, each replaced by 64 KB, would be 4 GB. */
function replaceAll(text: string, part: string, replacement: string): string {
  if (part === '') return text;
  const pieces = text.split(part);
  requireTextLength(text.length + (pieces.length - 1) * (replacement.length - part.length));
  return pieces.join(replacement);
}

function split(text: string, separator: string, run: Run): string[] {
  if (text === '') return [];
  const pieces = text.split(separator, limits.steps + 1);
  run.spend(pieces.length);
  return pieces.map((piece) => piece.toWellFormed());
}

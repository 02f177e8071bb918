import { assertNever } from '../../kernel/assert-never.ts';
import { isEqual, order } from '../expressions/compare.ts';
import { shown } from '../expressions/convert.ts';
import { renderTemplate } from '../expressions/render-template.ts';
import { type Run, startRun } from '../expressions/run.ts';
import { isBlank, readPath, type Scope, type Value } from '../expressions/value.ts';
import type { Comparison, ComparisonOperator } from './condition.ts';
import { foldText } from './fold-text.ts';

/** The outcome of a form's comparison and the comparison in words: `deal.amount (1500) > 1000`. May throw ExpressionError. */
export function comparePath(comparison: Comparison, scope: Scope): { passed: boolean; statement: string } {
  const left = readPath(comparison.left, scope);
  const right = rightSide(comparison.right, scope);
  const passed = compare(comparison.op, left, right, startRun(scope));
  const subject = `${comparison.left} (${shown(left)}) ${words[comparison.op]}`;
  return { passed, statement: isUnary(comparison.op) ? subject : `${subject} ${shownRight(right)}` };
}

const words: Record<ComparisonOperator, string> = {
  equals: '=',
  not_equals: '≠',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  greater: '>',
  greater_or_equal: '≥',
  less: '<',
  less_or_equal: '≤',
  one_of: 'is one of',
  is_set: 'is set',
  is_empty: 'is empty',
};

export function isUnary(op: ComparisonOperator): boolean {
  return op === 'is_set' || op === 'is_empty';
}

function compare(op: ComparisonOperator, left: Value, right: Value, run: Run): boolean {
  switch (op) {
    case 'equals':
      return isSame(left, right, run);
    case 'not_equals':
      return !isSame(left, right, run);
    case 'contains':
      return holds(left, right, run);
    case 'not_contains':
      return !holds(left, right, run);
    case 'starts_with':
      return foldText(plain(left)).startsWith(foldText(plain(right)));
    case 'greater':
      return (order(left, right, run) ?? -1) > 0;
    case 'greater_or_equal':
      return (order(left, right, run) ?? -1) >= 0;
    case 'less':
      return (order(left, right, run) ?? 1) < 0;
    case 'less_or_equal':
      return (order(left, right, run) ?? 1) <= 0;
    case 'one_of':
      return choices(right).some((choice) => isSame(left, choice, run));
    case 'is_set':
      return !isEmpty(left);
    case 'is_empty':
      return isEmpty(left);
    default:
      return assertNever(op);
  }
}

function rightSide(right: Comparison['right'], scope: Scope): Value {
  if (typeof right === 'string') return renderTemplate(right, scope);
  return Array.isArray(right) ? right.map((each) => renderTemplate(each, scope)) : (right ?? null);
}

/** As `==`, but in a form nobody wants "Москва" and "москва " to differ. */
function isSame(a: Value, b: Value, run: Run): boolean {
  if (isEqual(a, b, run) || (isBlank(a) && isBlank(b))) return true;
  return typeof a === 'string' && typeof b === 'string' && foldText(a) === foldText(b);
}

function holds(holder: Value, part: Value, run: Run): boolean {
  if (Array.isArray(holder)) return holder.some((item) => isSame(item, part, run));
  const wanted = foldText(plain(part));
  return wanted !== '' && foldText(plain(holder)).includes(wanted);
}

/** A list, or a text with commas between the choices. */
function choices(right: Value): Value[] {
  if (Array.isArray(right)) return right;
  return typeof right === 'string' ? right.split(',').map((each) => each.trim()) : [right];
}

function isEmpty(value: Value): boolean {
  return isBlank(value) || (Array.isArray(value) && value.length === 0);
}

/** Texts are searched as they are, numbers and flags as they are written; lists and objects hold no text. */
function plain(value: Value): string {
  return value === null || typeof value === 'object' ? '' : String(value);
}

function shownRight(right: Value): string {
  return Array.isArray(right) ? choices(right).map(shown).join(', ') : shown(right);
}

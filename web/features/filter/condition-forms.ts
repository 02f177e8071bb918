import { type Condition, condition, type FieldKind, fieldOps, type Op } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';

/** What has to be typed or picked for an operator. */
export type OperandForm =
  | { kind: 'none' }
  | { kind: 'days' }
  | { kind: 'text' }
  /** Of a variable that nobody declared: a number where it reads as one, a text otherwise. */
  | { kind: 'typed' }
  | { kind: 'number'; pair: boolean }
  | { kind: 'money'; pair: boolean; currency: string | undefined }
  | { kind: 'day'; pair: boolean }
  | { kind: 'list' };

type Holds = NamedField['holds'] | 'undeclared';

const variableOps: Record<Exclude<Holds, undefined>, readonly Op[]> = {
  text: ['contains', 'not_contains', 'is', 'is_not', 'empty', 'filled'],
  number: ['is', 'is_not', 'at_least', 'at_most', 'between', 'empty', 'filled'],
  money: ['is', 'is_not', 'at_least', 'at_most', 'between', 'empty', 'filled'],
  date: ['at_least', 'at_most', 'between', 'last_days', 'next_days', 'older_days', 'empty', 'filled'],
  choice: ['any_of', 'none_of', 'empty', 'filled'],
  member: ['any_of', 'none_of', 'empty', 'filled'],
  file: ['filled', 'empty'],
  undeclared: ['contains', 'not_contains', 'is', 'is_not', 'at_least', 'at_most', 'empty', 'filled'],
};

/** What can be asked of a field, the most usual first. */
export function opsOf(field: NamedField): readonly Op[] {
  if (field.kind === 'variable') return variableOps[field.holds ?? 'undeclared'];
  // `past` tells something of tasks only: all other moments have passed.
  return fieldOps[field.kind]
    .filter((op) => op !== 'past' || field.key === 'next_task')
    .filter((op) => op !== 'next_days' || field.key === 'next_task');
}

/** How a condition begins when its field is chosen. */
export function firstOp(field: NamedField): Op {
  const byKind: Partial<Record<FieldKind, Op>> = { moment: 'last_days', money: 'at_least' };
  if (field.key === 'next_task') return 'past';
  if (field.holds === 'money' || field.holds === 'number') return 'at_least';
  return byKind[field.kind] ?? opsOf(field)[0] ?? 'filled';
}

export function operandForm(field: NamedField, op: Op): OperandForm {
  if (op === 'empty' || op === 'filled' || op === 'past') return { kind: 'none' };
  if (op === 'last_days' || op === 'next_days' || op === 'older_days') return { kind: 'days' };
  if (op === 'any_of' || op === 'all_of' || op === 'none_of') return { kind: 'list' };
  const pair = op === 'between';
  if (field.kind === 'money' || field.holds === 'money') return { kind: 'money', pair, currency: field.currency };
  if (field.holds === 'number') return { kind: 'number', pair };
  if (field.kind === 'moment' || field.holds === 'date') return { kind: 'day', pair };
  const undeclared = field.kind === 'variable' && field.holds === undefined;
  return { kind: undeclared && op !== 'contains' && op !== 'not_contains' ? 'typed' : 'text' };
}

/** The value that an operator begins with; undefined while there is nothing sensible to ask. */
export function firstValue(form: OperandForm): Condition['value'] {
  return form.kind === 'days' ? 7 : undefined;
}

/** A condition that the server would take. */
export function isWhole(draft: Condition): boolean {
  return condition.safeParse(draft).success;
}

/** Keeps what was typed when another operator asks for the same kind of value. */
export function withOp(field: NamedField, draft: Condition, op: Op): Condition {
  const [before, after] = [operandForm(field, draft.op), operandForm(field, op)];
  if (sameForm(before, after)) return { ...draft, op };
  const value = firstValue(after);
  return { field: draft.field, op, ...(value !== undefined && { value }) };
}

function sameForm(a: OperandForm, b: OperandForm): boolean {
  return a.kind === b.kind && ('pair' in a && a.pair) === ('pair' in b && b.pair);
}

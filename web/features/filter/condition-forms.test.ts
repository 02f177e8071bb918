import { describe, expect, test } from 'vitest';
import { fieldOps } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { firstOp, firstValue, isWhole, operandForm, opsOf, withOp } from './condition-forms.ts';

const amount: NamedField = { key: 'amount', name: 'Amount', kind: 'money', group: 'deal' };
const created: NamedField = { key: 'created', name: 'Created', kind: 'moment', group: 'deal' };
const size: NamedField = { key: 'deal.size', name: 'Size', kind: 'variable', group: 'dealVariables', holds: 'choice' };
const note: NamedField = { key: 'deal.note', name: 'note', kind: 'variable', group: 'dealVariables' };

describe('D13: conditions of a filter', () => {
  test.each([amount, created, size, note])('of $key ask only what the server answers', (field) => {
    expect(opsOf(field).filter((op) => !(fieldOps[field.kind] as readonly string[]).includes(op))).toEqual([]);
    expect(opsOf(field)).toContain(firstOp(field));
  });

  test('are asked for as what the field holds', () => {
    expect(operandForm(amount, 'between')).toEqual({ kind: 'money', pair: true, currency: undefined });
    expect(operandForm(created, 'at_least')).toEqual({ kind: 'day', pair: false });
    expect(operandForm(size, 'any_of')).toEqual({ kind: 'list' });
    expect(operandForm(note, 'contains')).toEqual({ kind: 'text' });
    expect(operandForm(note, 'at_least')).toEqual({ kind: 'typed' });
    expect(operandForm(created, 'empty')).toEqual({ kind: 'none' });
  });

  test('hold only when they are whole', () => {
    expect(isWhole({ field: 'created', op: 'last_days', value: firstValue({ kind: 'days' }) })).toBe(true);
    expect(isWhole({ field: 'amount', op: 'at_least' })).toBe(false);
    expect(isWhole({ field: 'amount', op: 'at_least', value: 5000 })).toBe(true);
    expect(isWhole({ field: 'tags', op: 'any_of', value: [] })).toBe(false);
  });

  test('keep what was typed when the operator asks for the same', () => {
    const draft = { field: 'amount', op: 'at_least', value: 5000 } as const;
    expect(withOp(amount, draft, 'at_most')).toEqual({ field: 'amount', op: 'at_most', value: 5000 });
    expect(withOp(amount, draft, 'between')).toEqual({ field: 'amount', op: 'between' });
    expect(withOp(created, { field: 'created', op: 'empty' }, 'last_days')).toEqual({
      field: 'created',
      op: 'last_days',
      value: 7,
    });
  });
});

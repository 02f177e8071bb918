import type { DealRow } from '../../../api/contract/deal-list.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { variableOf } from './variable-of.ts';

/** Whether the list's own editors change this field; the rest is changed in the deal itself. */
export function isEditable(row: DealRow, field: NamedField): boolean {
  switch (field.key) {
    case 'name':
    case 'amount':
    case 'responsible':
    case 'tags':
    case 'description':
      return true;
    // The way out of a system stage is a command of its own.
    case 'stage':
      return row.status === 'open';
    default:
      return field.group === 'dealVariables' && field.holds !== 'file' && !isNested(variableOf(row, field.key));
  }
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

import type { VariableValue } from '../../drizzle/schema/documents.ts';
import { readFieldValue } from '../fields/field-value.ts';
import { fieldsInOrder } from '../fields/known-fields.ts';
import { toMajor } from '../money.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { ProblemCode } from './cell-problem.ts';
import type { VariableField } from './import-fields.ts';
import { readAmount, readMoment, readNumber } from './read-cell.ts';

type Read = { value: VariableValue; problem?: undefined } | { problem: ProblemCode; value?: undefined };

/**
 * A variable's value from a cell: a text, or what the custom field of that name takes. The commands read it once more as
 * people write (`fitVariables`), so money goes to them in main units.
 */
export function readVariable(work: Work, { entity, name }: VariableField, cell: string): Read {
  const field = fieldsInOrder(work, entity).find(({ key }) => key === name);
  if (!field) return { value: cell };
  switch (field.type) {
    case 'number':
      return valueOr(readNumber(cell), 'bad_number');
    case 'money':
      return readMoney(field, cell);
    case 'date':
      return valueOr(readMoment(cell, work.config.project.settings)?.day, 'bad_date');
    case 'choice':
      return valueOr(readFieldValue(field, cell, work.config), 'unknown_choice');
    case 'member':
      return valueOr(readFieldValue(field, cell, work.config), 'unknown_member');
    case 'file':
      return valueOr(readFieldValue(field, cell, work.config), 'bad_id');
    case 'text':
      return { value: cell };
  }
}

function readMoney({ options }: Row<'fields'>, cell: string): Read {
  const currency = options.currency ?? 'RUB';
  const amount = readAmount(cell, currency);
  return valueOr(amount === undefined ? undefined : toMajor({ amount, currency }), 'bad_amount');
}

function valueOr(value: VariableValue | undefined, problem: ProblemCode): Read {
  return value === undefined ? { problem } : { value };
}

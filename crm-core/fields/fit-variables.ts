import type { Variables, VariableValue } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { fitsField, readFieldValue } from './field-value.ts';
import { type FieldEntity, fieldsInOrder } from './known-fields.ts';

/**
 * A patch of variables in which those with a custom field have a value of its type. People and programs have to say it
 * exactly; flows and imports write as people talk, and what is plainly meant is taken. An empty text removes a value.
 * Throws `bad_input` for anything else, naming the field.
 */
export function fitVariables(work: Work, entity: FieldEntity, patch: Variables): Variables {
  const fields = new Map(fieldsInOrder(work, entity).map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => {
      const field = fields.get(key);
      return [key, field ? fitted(work, field, value) : value];
    }),
  );
}

function fitted(work: Work, field: Row<'fields'>, value: VariableValue): VariableValue {
  if (value === null || value === '') return null;
  const exact = work.actor.record.kind === 'member' || work.actor.record.kind === 'api_key';
  if (exact && fitsField(field, value, work.config)) return value;
  const read = exact ? undefined : readFieldValue(field, value, work.config);
  if (read !== undefined) return read;
  throw badInput(`“${field.name}” ${wanted(field)}`, { field: `variables.${field.key}`, fieldId: field.id });
}

function wanted({ type, options }: Row<'fields'>): string {
  switch (type) {
    case 'text':
      return 'is a text';
    case 'number':
      return 'is a number';
    case 'money':
      return `is an amount in ${options.currency}, in whole minor units`;
    case 'date':
      return 'is a date such as 2026-03-31';
    case 'choice':
      return `is one of: ${(options.choices ?? []).map((choice) => choice.value).join(', ')}`;
    case 'member':
      return 'is a member of the project';
    case 'file':
      return 'is a file of the project';
  }
}

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
  const { says, ...reason } = refusal(field);
  const about = { field: `variables.${field.key}`, fieldId: field.id, name: field.name };
  throw badInput(`“${field.name}” ${says}`, { ...about, ...reason });
}

/** Why a value is none of the field's: `why` for programs and for sentences in the reader's language. */
function refusal({ type, options }: Row<'fields'>): { why: string; says: string; [detail: string]: string } {
  switch (type) {
    case 'text':
      return { why: 'not_a_text', says: 'is a text' };
    case 'number':
      return { why: 'not_a_number', says: 'is a number' };
    case 'money': {
      const currency = options.currency ?? '';
      return { why: 'not_an_amount', says: `is an amount in ${currency}, in whole minor units`, currency };
    }
    case 'date':
      return { why: 'not_a_date', says: 'is a date such as 2026-03-31' };
    case 'choice': {
      const choices = (options.choices ?? []).map((choice) => choice.value).join(', ');
      return { why: 'not_a_choice', says: `is one of: ${choices}`, choices };
    }
    case 'member':
      return { why: 'not_a_member', says: 'is a member of the project' };
    case 'file':
      return { why: 'not_a_file', says: 'is a file of the project' };
  }
}

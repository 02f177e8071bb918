import type { FieldOptions } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import type { FieldId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkOptions } from './field-options.ts';
import { getField } from './known-fields.ts';

export interface FieldPatch {
  name?: string;
  options?: FieldOptions;
}

/**
 * Renames a field or changes its options. Key and type stay what they are: values could not follow. An option that goes
 * away stays on the deals that have it. Throws `bad_input` for another currency: amounts are never converted (PRODUCT D6).
 */
export async function changeField(work: Work, input: { fieldId: FieldId; patch: FieldPatch }): Promise<Row<'fields'>> {
  demand(work.actor, 'settings', 'edit');
  const field = getField(work, input.fieldId);
  const { name, options } = input.patch;
  const { currency } = field.options;
  if (options?.currency && currency && options.currency !== currency) {
    throw badInput('The currency of a field stays: its amounts would mean something else', {
      field: 'currency',
      why: 'field_currency_stays',
    });
  }
  const patch = {
    ...(name !== undefined && { name: checkName(name) }),
    ...(options && { options: checkOptions(field.type, options, currency ?? '') }),
  };
  const changes = changedFields(field, patch);
  if (Object.keys(changes).length === 0) return field;
  const changed = work.fields.update(field.id, patch);
  work.touchConfig();
  const { id: fieldId, entity, key } = field;
  work.emit('field.changed', {}, { change: 'saved', fieldId, entity, key, name: changed.name, changes });
  return changed;
}

import { badInput } from '../../kernel/errors.ts';
import type { FieldId } from '../../kernel/ids.ts';
import { keysAfter } from '../order-key.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type FieldEntity, fieldsInOrder } from './known-fields.ts';

/** Sets the order of all fields of deals or of contacts. Throws `bad_input` unless every one is named, once. */
export async function reorderFields(
  work: Work,
  input: { entity: FieldEntity; fieldIds: readonly FieldId[] },
): Promise<Row<'fields'>[]> {
  demand(work.actor, 'settings', 'edit');
  const known = fieldsInOrder(work, input.entity).map((field) => field.id);
  const named = new Set(input.fieldIds);
  if (named.size !== input.fieldIds.length || known.length !== named.size || !known.every((id) => named.has(id))) {
    throw badInput('The order must name every field once');
  }
  const keys = keysAfter(null, named.size);
  input.fieldIds.forEach((id, index) => {
    work.fields.update(id, { position: keys[index] ?? '' });
  });
  work.touchConfig();
  work.emit('field.changed', {}, { change: 'reordered', entity: input.entity });
  return fieldsInOrder(work, input.entity);
}

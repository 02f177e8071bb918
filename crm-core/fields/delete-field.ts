import type { FieldId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { getField } from './known-fields.ts';

/** Takes name and type away. The values stay as plain variables: a field of the same key shows them again. */
export async function deleteField(work: Work, input: { fieldId: FieldId }): Promise<void> {
  demand(work.actor, 'settings', 'edit');
  const { id: fieldId, entity, key, name } = getField(work, input.fieldId);
  work.fields.remove(fieldId);
  work.touchConfig();
  work.emit('field.changed', {}, { change: 'deleted', fieldId, entity, key, name });
}

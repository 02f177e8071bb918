import { notFound } from '../../kernel/errors.ts';
import type { FieldId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

export type FieldEntity = Row<'fields'>['entity'];

/** The custom fields of deals or of contacts, in order, as they stand in this work. */
export function fieldsInOrder(work: Work, entity: FieldEntity): Row<'fields'>[] {
  work.fields.seed(work.config.fields.filter(({ id }) => work.fields.changes.get(id)?.kind !== 'delete'));
  return work.fields
    .seen()
    .filter((field) => field.entity === entity)
    .sort(byPosition);
}

/** Throws `not_found`, also for a field of another project. */
export function getField(work: Work, id: FieldId): Row<'fields'> {
  const field = [...fieldsInOrder(work, 'deal'), ...fieldsInOrder(work, 'contact')].find((one) => one.id === id);
  if (!field) throw notFound('field', id);
  return field;
}

function byPosition(a: Row<'fields'>, b: Row<'fields'>): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

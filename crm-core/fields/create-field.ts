import type { FieldOptions } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { keyBetween } from '../order-key.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkOptions } from './field-options.ts';
import { type FieldEntity, fieldsInOrder } from './known-fields.ts';

export interface NewField {
  entity: FieldEntity;
  name: string;
  type: Row<'fields'>['type'];
  /** The variable that it names; made of the name when it is not given. */
  key?: string;
  options?: FieldOptions;
}

const mostFields = 100;

/** Gives a variable of deals or contacts a name and a type, at the end of the list (PRODUCT S12). Values that are there already stay. */
export async function createField(work: Work, input: NewField): Promise<Row<'fields'>> {
  demand(work.actor, 'settings', 'edit');
  const others = fieldsInOrder(work, input.entity);
  if (others.length >= mostFields)
    throw badInput(`At most ${mostFields} fields`, { why: 'too_many_fields', most: mostFields });
  const name = checkName(input.name);
  const field = work.fields.insert({
    id: newId('field'),
    projectId: work.projectId,
    entity: input.entity,
    key: keyOf(input, name, others),
    name,
    type: input.type,
    options: checkOptions(input.type, input.options ?? {}, currencyOf(work)),
    position: keyBetween(others.at(-1)?.position ?? null, null),
    version: 1,
    createdAt: work.now,
  });
  work.touchConfig();
  const { id: fieldId, entity, key, type } = field;
  work.emit('field.changed', {}, { change: 'created', fieldId, entity, key, name, type });
  return field;
}

/** Fields that deals and contacts have by themselves: in expressions and filters they win over a variable of that name. */
const own: Record<FieldEntity, readonly string[]> = {
  deal: [
    ...['id', 'name', 'description', 'amount', 'currency', 'status', 'stage', 'pipeline', 'responsible', 'tags'],
    'created_at',
  ],
  contact: ['id', 'name', 'phone', 'email', 'tags', 'responsible', 'username', 'created_at'],
};

function keyOf(input: NewField, name: string, others: readonly Row<'fields'>[]): string {
  const taken = new Set([...own[input.entity], ...others.map((field) => field.key)]);
  if (input.key === undefined) return freeKey(name, taken);
  if (taken.has(input.key)) throw badInput(`“${input.key}” is taken`, { field: 'key', why: 'field_key_taken' });
  return input.key;
}

/** "Delivery date" → `delivery_date`, `delivery_date_2` … */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const base =
    words
      .join('_')
      .replace(/^(?=\p{N})/u, '_')
      .slice(0, 50) || 'field';
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}

function currencyOf(work: Work): string {
  return work.config.pipelines[0]?.row.currency ?? work.config.project.settings.currency;
}

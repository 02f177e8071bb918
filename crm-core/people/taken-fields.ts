import { isDeepStrictEqual } from 'node:util';
import type { VariableValue } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { changedFields } from '../changed-fields.ts';
import { mergeVariables } from '../variables.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Field by field what the primary had and what it took over from the other (PRODUCT D18). Of tags: those that were added. */
export type TakenFields = Record<string, { from: VariableValue; to: VariableValue }>;

const plain = ['name', 'phone', 'email', 'responsibleId'] as const;
type PlainField = (typeof plain)[number];

/** Lets the primary have the other's values of these fields (`phone`, `tags`, `variables.city` …). Throws `bad_input` for unknown ones. */
export function takeFields(
  work: Work,
  { contact, other }: { contact: Row<'contacts'>; other: Row<'contacts'> },
  fields: readonly string[],
): TakenFields {
  const taken: TakenFields = {};
  for (const field of new Set(fields)) {
    const to = field === 'tags' ? other.tags.filter((tag) => !contact.tags.includes(tag)) : fieldOf(other, field);
    const from = field === 'tags' ? [] : fieldOf(contact, field);
    // Nothing is never taken for something.
    if (to !== null && !isDeepStrictEqual(from, to)) taken[field] = { from, to };
  }
  write(
    work,
    contact,
    Object.fromEntries(Object.entries(taken).map(([field, { to }]) => [field, to])),
    (tags, added) => [...tags, ...added],
  );
  return taken;
}

/**
 * Gives the primary back what it had before a link. What somebody has changed since stays as he left it; what a later link
 * has taken over stays, too, and that link gives back the older value from now on.
 */
export function giveBackFields(
  work: Work,
  contact: Row<'contacts'>,
  taken: TakenFields,
  later: readonly TakenFields[],
): void {
  const restored: Record<string, VariableValue> = {};
  for (const [field, { from, to }] of Object.entries(taken)) {
    const next = field === 'tags' ? undefined : later.find((one) => one[field])?.[field];
    if (next) {
      if (isDeepStrictEqual(next.from, to)) next.from = from;
    } else if (field === 'tags') restored.tags = to;
    else if (isDeepStrictEqual(fieldOf(contact, field), to)) restored[field] = from;
  }
  write(work, contact, restored, (tags, added) => tags.filter((tag) => !added.includes(tag)));
}

function fieldOf(contact: Row<'contacts'>, field: string): VariableValue {
  if (isPlain(field)) return contact[field];
  if (field.startsWith('variables.')) return contact.variables[field.slice('variables.'.length)] ?? null;
  throw badInput(`${field} is no field of a contact`, { field });
}

function isPlain(field: string): field is PlainField {
  return plain.some((one) => one === field);
}

function write(
  work: Work,
  contact: Row<'contacts'>,
  values: Record<string, VariableValue>,
  mix: (tags: string[], named: string[]) => string[],
): void {
  const { tags, ...rest } = values;
  const named = Object.entries(rest);
  const variables = named
    .filter(([field]) => !isPlain(field))
    .map(([field, value]) => [field.slice(10), value] as const);
  const patch: Partial<Row<'contacts'>> = {
    // The values are the same columns' of another row.
    ...(Object.fromEntries(named.filter(([field]) => isPlain(field))) as Partial<Pick<Row<'contacts'>, PlainField>>),
    ...(variables.length > 0 && { variables: mergeVariables(contact.variables, Object.fromEntries(variables)) }),
    ...(Array.isArray(tags) && { tags: mix(contact.tags, tags.map(String)) }),
  };
  const changes = changedFields(contact, patch);
  if (Object.keys(changes).length === 0) return;
  work.emit('contact.changed', { contactId: contact.id }, { changes });
  work.contacts.update(contact.id, { ...patch, updatedAt: work.now });
}

import { isDeepStrictEqual } from 'node:util';
import type { VariableValue } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { changedFields } from '../changed-fields.ts';
import { mergeVariables } from '../variables.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Field by field what the primary had and what the other offered it (PRODUCT D18). Of tags, those that it had not were added. */
export type TakenFields = Record<string, { from: VariableValue; to: VariableValue }>;

const plain = ['name', 'phone', 'email', 'responsibleId', 'tags'] as const;
type PlainField = (typeof plain)[number];

/** Lets the primary have the other's values of these fields (`phone`, `tags`, `variables.city` …). Throws `bad_input` for unknown ones. */
export function takeFields(
  work: Work,
  { contact, other }: { contact: Row<'contacts'>; other: Row<'contacts'> },
  fields: readonly string[],
): TakenFields {
  const taken: TakenFields = {};
  for (const field of new Set(fields)) {
    const [from, to] = [fieldOf(contact, field), fieldOf(other, field)];
    // Nothing is never taken for something.
    if (to !== null && !isDeepStrictEqual(to, []) && !isDeepStrictEqual(from, to)) taken[field] = { from, to };
  }
  const values = Object.entries(taken).map(([field, { to }]) => [field, to]);
  write(work, contact, {
    ...Object.fromEntries(values),
    ...(taken.tags && { tags: [...contact.tags, ...addedTags(taken)] }),
  });
  return taken;
}

/** The tags that a link has put on the primary. */
export function addedTags({ tags }: TakenFields): string[] {
  return textsOf(tags?.to).filter((tag) => !textsOf(tags?.from).includes(tag));
}

/**
 * Gives the primary back what it had before a link. What somebody has changed since stays as he left it, a tag that he has
 * put on anew (`retagged`) too; what a later link has taken over stays as well, and that link gives back the older value
 * from now on.
 */
export function giveBackFields(
  work: Work,
  contact: Row<'contacts'>,
  { taken, later, retagged }: { taken: TakenFields; later: readonly TakenFields[]; retagged: ReadonlySet<string> },
): void {
  const restored: Record<string, VariableValue> = {};
  for (const [field, { from, to }] of Object.entries(taken)) {
    if (field === 'tags') continue;
    const next = later.find((one) => one[field])?.[field];
    if (next) {
      if (isDeepStrictEqual(next.from, to)) next.from = from;
    } else if (isDeepStrictEqual(fieldOf(contact, field), to)) restored[field] = from;
  }
  const gone = addedTags(taken).filter((tag) => !retagged.has(tag) && !isHeld(tag, later));
  write(work, contact, {
    ...restored,
    ...(gone.length > 0 && { tags: contact.tags.filter((tag) => !gone.includes(tag)) }),
  });
}

/** A later link offered the tag, too: it is that link's from now on. */
function isHeld(tag: string, later: readonly TakenFields[]): boolean {
  const next = later.find(({ tags }) => textsOf(tags?.to).includes(tag))?.tags;
  if (next) next.from = textsOf(next.from).filter((one) => one !== tag);
  return next !== undefined;
}

function textsOf(value: VariableValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function fieldOf(contact: Row<'contacts'>, field: string): VariableValue {
  if (isPlain(field)) return contact[field];
  if (field.startsWith('variables.')) return contact.variables[field.slice('variables.'.length)] ?? null;
  throw badInput(`${field} is no field of a contact`, { field });
}

function isPlain(field: string): field is PlainField {
  return plain.some((one) => one === field);
}

function write(work: Work, contact: Row<'contacts'>, values: Record<string, VariableValue>): void {
  const named = Object.entries(values);
  const variables = named
    .filter(([field]) => !isPlain(field))
    .map(([field, value]) => [field.slice('variables.'.length), value] as const);
  const patch: Partial<Row<'contacts'>> = {
    // The values are the same columns' of another row.
    ...(Object.fromEntries(named.filter(([field]) => isPlain(field))) as Partial<Pick<Row<'contacts'>, PlainField>>),
    ...(variables.length > 0 && { variables: mergeVariables(contact.variables, Object.fromEntries(variables)) }),
  };
  const changes = changedFields(contact, patch);
  if (Object.keys(changes).length === 0) return;
  work.emit('contact.changed', { contactId: contact.id }, { changes });
  work.contacts.update(contact.id, { ...patch, updatedAt: work.now });
}

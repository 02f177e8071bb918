import { z } from 'zod';
import { parseJson } from '../../kernel/clean-json.ts';
import { anyFilter, type FieldKind, fieldOps, type Op, operand } from './deal-filter.ts';

/** Which contacts: the shape of the deal filter over the fields of contacts (PRODUCT D13). All conditions have to hold. */

type ContactFieldKind = FieldKind | 'presence';

/** Beside these every variable is a field, as `contact.<variable>`. */
export const contactFields = {
  name: 'text',
  phone: 'text',
  email: 'text',
  tags: 'tags',
  responsible: 'member',
  /** Where he can be written to. */
  channel: 'channel',
  created: 'moment',
  /** In any of his conversations. */
  last_message: 'moment',
  /** `filled`: he has one. */
  open_deals: 'presence',
  deals: 'presence',
  /** `filled`: he is linked with others. */
  merged: 'presence',
  blocked: 'presence',
  unsubscribed: 'presence',
} as const satisfies Record<string, ContactFieldKind>;
export type ContactField = keyof typeof contactFields;

const presenceOps: readonly Op[] = ['empty', 'filled'];

export function contactFieldOps(field: string): readonly Op[] {
  const kind = contactFieldKind(field);
  if (!kind) return [];
  return kind === 'presence' ? presenceOps : fieldOps[kind];
}

/** Undefined for what is no field of a contact. */
export function contactFieldKind(field: string): ContactFieldKind | undefined {
  if (Object.hasOwn(contactFields, field)) return contactFields[field as ContactField]; // the line itself is the proof
  return contactVariable(field) === undefined ? undefined : 'variable';
}

/** `contact.city` is the variable `city`. */
export function contactVariable(field: string): string | undefined {
  return /^contact\.([\p{L}_][\p{L}\p{N}_]{0,63})$/u.exec(field)?.[1];
}

export const contactFilter = anyFilter.superRefine(({ conditions = [] }, context) => {
  conditions.forEach(({ field, op, value }, index) => {
    const fault = faultOf(field, op, value);
    if (fault) context.addIssue({ code: 'custom', path: ['conditions', index], message: fault });
  });
});
export type ContactFilter = z.infer<typeof contactFilter>;

function faultOf(field: string, op: Op, value: unknown): string | undefined {
  const kind = contactFieldKind(field);
  if (!kind) return `no such field: ${field}`;
  if (!contactFieldOps(field).includes(op)) return `${field} knows ${contactFieldOps(field).join(', ')}`;
  const schema = kind === 'presence' ? undefined : operand(kind, op);
  if (!schema) return value === undefined ? undefined : `${field} ${op} takes no value`;
  const { error } = schema.safeParse(value);
  return error && `${field} ${op}: ${z.prettifyError(error)}`;
}

/** A filter as a query carries it: JSON in one parameter. */
export const contactFilterParam = z
  .string()
  .max(8000)
  .transform((text) => parseJson(text === '' ? '{}' : text))
  .pipe(contactFilter);

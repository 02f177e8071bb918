import { z } from 'zod';
import { parseJson } from '../../kernel/clean-json.ts';
import { isId } from '../../kernel/ids.ts';

/**
 * Which deals: one shape for everything that shows, counts, exports or changes many of them (PRODUCT S5, D13). All
 * conditions have to hold. In a query it is the JSON text of the parameter `filter` (`filterText`).
 */

/** What a field holds, which decides what can be asked of it. */
export type FieldKind =
  | 'text'
  | 'money'
  | 'moment'
  | 'status'
  | 'pipeline'
  | 'stage'
  | 'member'
  | 'channel'
  | 'contact'
  | 'tags'
  | 'variable';

/** Fields with a name of their own; beside them every variable is one, as `deal.<variable>` or `contact.<variable>`. */
export const dealFields = {
  name: 'text',
  description: 'text',
  /** Integer minor units, whatever the currency. */
  amount: 'money',
  pipeline: 'pipeline',
  stage: 'stage',
  /** The stage or a later one of its pipeline was entered, or the deal was won. */
  reached: 'stage',
  status: 'status',
  responsible: 'member',
  tags: 'tags',
  created: 'moment',
  updated: 'moment',
  closed: 'moment',
  stage_entered: 'moment',
  close_reason: 'text',
  /** Where the person behind the deal can be written to. */
  channel: 'channel',
  /** The last message in any conversation of the person. */
  last_message: 'moment',
  /** When the next open task is due; `empty` means that no task is open. */
  next_task: 'moment',
  contact: 'contact',
  'contact.name': 'text',
  'contact.phone': 'text',
  'contact.email': 'text',
  'contact.tags': 'tags',
  'contact.responsible': 'member',
} as const satisfies Record<string, FieldKind>;
export type DealField = keyof typeof dealFields;

const ops = [
  ...(['is', 'is_not', 'contains', 'not_contains', 'any_of', 'all_of', 'none_of'] as const),
  ...(['at_least', 'at_most', 'between', 'last_days', 'next_days', 'older_days', 'past'] as const),
  ...(['empty', 'filled'] as const),
] as const;
export type Op = (typeof ops)[number];

const choiceOps = ['any_of', 'none_of', 'empty', 'filled'] as const;

/**
 * Negations (`is_not`, `not_contains`, `none_of`) hold for what is empty, too. Texts are compared without regard to case.
 * Days are those of the project's time zone: `last_days` 1 is today, 7 today and the six before; `older_days` 7 is what
 * came before those; `past` is before now.
 */
export const fieldOps = {
  text: ['contains', 'not_contains', 'is', 'is_not', 'empty', 'filled'],
  money: ['is', 'is_not', 'at_least', 'at_most', 'between', 'empty', 'filled'],
  moment: ['at_least', 'at_most', 'between', 'last_days', 'next_days', 'older_days', 'past', 'empty', 'filled'],
  status: ['any_of', 'none_of'],
  pipeline: choiceOps,
  stage: choiceOps,
  member: choiceOps,
  channel: choiceOps,
  contact: choiceOps,
  tags: ['any_of', 'all_of', 'none_of', 'empty', 'filled'],
  variable: ops.filter((op) => op !== 'all_of' && op !== 'past'),
} as const satisfies Record<FieldKind, readonly Op[]>;

const text = z.string().max(200);
const number = z.number().min(-9_000_000_000_000_000).max(9_000_000_000_000_000);
const days = z.int().min(1).max(3660);
/** A day of the project's time zone (as an end it is meant whole), or a moment. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((value) => /^(1[89]|2\d)\d\d-/.test(value), 'a year from 1800 to 2999');
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100);
const idLike = (kind: Parameters<typeof isId>[0]) => z.string().refine((value) => isId(kind, value), `id of a ${kind}`);

/** A single value of the field, by what it holds. */
const fieldValue: Record<FieldKind, z.ZodType> = {
  text,
  money: z.int().min(-9_000_000_000_000_000).max(9_000_000_000_000_000),
  moment,
  status: z.enum(['open', 'won', 'lost', 'archived']),
  pipeline: idLike('pipeline'),
  stage: idLike('stage'),
  /** `me` is whoever asks, `none` nobody. */
  member: z.union([z.enum(['me', 'none']), idLike('member')]),
  channel: idLike('channel'),
  contact: idLike('contact'),
  tags: z.string().trim().min(1).max(60),
  /** Numbers are compared as numbers, texts as texts; dates are texts such as 2026-01-31. */
  variable: z.union([text, number, z.boolean()]),
};

/** What an operator takes on a field of this kind; undefined where it takes nothing. */
export function operand(kind: FieldKind, op: Op): z.ZodType | undefined {
  switch (op) {
    case 'empty':
    case 'filled':
    case 'past':
      return undefined;
    case 'last_days':
    case 'next_days':
    case 'older_days':
      return days;
    case 'between':
      // Both ends of one type: a number and a text have nothing between them.
      if (kind === 'variable') return z.union([z.tuple([number, number]), z.tuple([text, text])]);
      return z.tuple([fieldValue[kind], fieldValue[kind]]);
    case 'any_of':
    case 'all_of':
    case 'none_of':
      return list(fieldValue[kind]);
    case 'contains':
    case 'not_contains':
      return text.min(1);
    case 'at_least':
    case 'at_most':
      return kind === 'variable' ? z.union([text, number]) : fieldValue[kind];
    default:
      return fieldValue[kind];
  }
}

/** Undefined for what is no field. */
export function fieldKind(field: string): FieldKind | undefined {
  if (Object.hasOwn(dealFields, field)) return dealFields[field as DealField]; // the line itself is the proof
  return variableOf(field) && 'variable';
}

/** `contact.city` is the variable `city` of the contact. */
export function variableOf(field: string): { of: 'deal' | 'contact'; name: string } | undefined {
  if (Object.hasOwn(dealFields, field)) return undefined;
  const [, of, name] = /^(deal|contact)\.([\p{L}_][\p{L}\p{N}_]{0,63})$/u.exec(field) ?? [];
  return name === undefined ? undefined : { of: of === 'deal' ? 'deal' : 'contact', name };
}

const scalar = z.union([z.string().max(200), number, z.boolean()]);

const anyCondition = z.strictObject({
  field: z.string().max(80).meta({ description: 'Such as amount, contact.name or deal.<variable>' }),
  op: z.enum(ops),
  value: z.union([scalar, z.array(scalar).max(100)]).optional(),
});
export type Condition = z.infer<typeof anyCondition>;

export const condition = anyCondition.superRefine(({ field, op, value }, context) => {
  const kind = fieldKind(field);
  if (!kind) return context.addIssue({ code: 'custom', path: ['field'], message: `no such field: ${field}` });
  const allowed: readonly Op[] = fieldOps[kind];
  if (!allowed.includes(op)) {
    return context.addIssue({ code: 'custom', path: ['op'], message: `${field} knows ${allowed.join(', ')}` });
  }
  const fault = faultOf(operand(kind, op), value);
  if (fault) context.addIssue({ code: 'custom', path: ['value'], message: `${field} ${op}: ${fault}` });
});

function faultOf(schema: z.ZodType | undefined, value: unknown): string | undefined {
  if (!schema) return value === undefined ? undefined : 'takes no value';
  const { error } = schema.safeParse(value);
  return error && z.prettifyError(error);
}

const search = z.string().max(200);

export const dealFilter = z.strictObject({
  /** Name, phone or e-mail of the contact, or the deal's name. */
  search: search.optional(),
  conditions: z.array(condition).max(30).optional(),
});
export type DealFilter = z.infer<typeof dealFilter>;

/** The same shape about other things than deals (saved views of contacts): fields are not checked here. */
export const anyFilter = z.strictObject({
  search: search.optional(),
  conditions: z.array(anyCondition).max(30).optional(),
});

const longestFilter = 8000;

/** A filter as a query carries it: JSON in one parameter. */
export const filterParam = z.string().max(longestFilter).transform(parsed).pipe(dealFilter);

function parsed(text: string): unknown {
  return parseJson(text === '' ? '{}' : text);
}

/** For a query. Undefined when it narrows nothing. */
export function filterText(filter: DealFilter): string | undefined {
  const { search = '', conditions = [] } = filter;
  if (search.trim() === '' && conditions.length === 0) return undefined;
  return JSON.stringify({ ...(search.trim() && { search }), ...(conditions.length > 0 && { conditions }) });
}

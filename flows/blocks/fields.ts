import { z } from 'zod';
import { durationPattern } from './duration.ts';

export interface Label {
  ru: string;
  en: string;
}

/** What a setting is, beyond its type: which field the form shows and what the checker does with it. */
export type FieldKind =
  | 'template'
  | 'expression'
  | 'variable'
  | 'stage'
  | 'pipeline'
  | 'member'
  | 'flow'
  | 'block'
  | 'duration'
  | 'time_of_day'
  | 'url'
  | 'text_match'
  | 'condition';

/** Marks a setting for the form and the checker. Use it last: a schema that is changed afterwards loses its marks. */
export function field<Schema extends z.ZodType>(schema: Schema, label: Label, kind?: FieldKind): Schema {
  return schema.meta({ label, ...(kind && { field: kind }) });
}

/** The mark of a schema, if it is one of ours. */
export function fieldKindOf(schema: z.core.$ZodType): FieldKind | undefined {
  // Only `field` writes this mark.
  return z.globalRegistry.get(schema)?.field as FieldKind | undefined;
}

/** A thing of the CRM, by id or by name. */
const named = z.string().trim().min(1).max(200);

/** A value that is computed: an expression, or simply a number. */
export type Amount = string | number;

export const template = (label: Label, max = 4096) => field(z.string().max(max), label, 'template');
export const filledTemplate = (label: Label, max = 4096) => field(z.string().trim().min(1).max(max), label, 'template');
export const expression = (label: Label) =>
  field(z.union([z.string().trim().min(1).max(4096), z.number()]), label, 'expression');
/** `deal.size`, `contact.phone`, `local.total`. */
export const variable = (label: Label) =>
  field(
    z
      .string()
      .regex(/^(?:deal|contact|local)\.[\p{L}_][\p{L}\p{N}_]{0,63}$/u, 'Use deal.name, contact.name or local.name')
      .refine((name) => !/\.(?:__proto__|constructor|prototype)$/.test(name), 'This name is reserved'),
    label,
    'variable',
  );
export const stage = (label: Label) => field(named, label, 'stage');
export const pipeline = (label: Label) => field(named, label, 'pipeline');
export const member = (label: Label) => field(named, label, 'member');
export const flowName = (label: Label) => field(named, label, 'flow');
export const blockName = (label: Label) => field(z.string().min(1).max(40), label, 'block');
/** `30s`, `10m`, `2h`, `1d`, `1d 12h`. */
export const duration = (label: Label) =>
  field(z.string().regex(durationPattern, 'Use 30s, 10m, 2h, 1d or 1d 12h'), label, 'duration');
export const timeOfDay = (label: Label) =>
  field(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Use 09:30'), label, 'time_of_day');

/** Ports that blocks have by nature; a button or branch may not take their name. */
const naturalPorts = new Set(['next', 'error', 'other', 'no_answer', 'invalid', 'else', 'message']);

/** The name of a button, option or branch; it is the name of its port, too. */
export const portName = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, 'Use up to 40 of a–z, 0–9, "-" and "_"')
  .refine((id) => !naturalPorts.has(id) && !['__proto__', 'constructor', 'prototype'].includes(id), {
    message: 'This name is reserved',
  });

/** For lists whose items' ids are ports. */
export function haveUniqueIds(items: readonly { id: string }[]): boolean {
  return new Set(items.map((item) => item.id)).size === items.length;
}

import { z } from 'zod';
import { type FieldKind, fieldKindOf } from '../blocks/fields.ts';

/** One marked setting of a block: what it is, where it stands, what it says. */
export interface MarkedSetting {
  kind: FieldKind;
  path: (string | number)[];
  value: unknown;
}

/** Every marked setting in `value`, found along its schema: what the checker looks at, whatever the block. */
export function markedSettings(
  schema: z.core.$ZodType,
  value: unknown,
  path: MarkedSetting['path'] = [],
): MarkedSetting[] {
  if (value === undefined) return [];
  const kind = fieldKindOf(schema);
  if (kind) return [{ kind, path, value }];
  const inner = innerOf(schema);
  if (inner) return markedSettings(inner, value, path);
  if (schema instanceof z.ZodUnion) return markedSettings(optionFor(schema, value), value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item, index) => markedSettings(schema.element, item, [...path, index]));
  }
  if (schema instanceof z.ZodObject && isRecord(value)) {
    return Object.entries(schema.shape).flatMap(([key, part]) =>
      Object.hasOwn(value, key) ? markedSettings(part, value[key], [...path, key]) : [],
    );
  }
  return [];
}

/** The same value with the keys of its objects in the order of their schema, so that a text form has one order only. */
export function inSchemaOrder(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = innerOf(schema);
  if (inner) return inSchemaOrder(inner, value);
  if (schema instanceof z.ZodUnion) return inSchemaOrder(optionFor(schema, value), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => inSchemaOrder(schema.element, item));
  }
  if (!isRecord(value)) return Array.isArray(value) ? value.map((item) => inSchemaOrder(anything, item)) : value;
  const shape: Record<string, z.core.$ZodType> = schema instanceof z.ZodObject ? schema.shape : {};
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value)
    .filter((key) => !Object.hasOwn(shape, key))
    .sort();
  return Object.fromEntries(
    [...known, ...others].map((key) => [key, inSchemaOrder(shape[key] ?? anything, value[key])]),
  );
}

const anything = z.unknown();

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return schema.def.innerType;
  }
  if (schema instanceof z.ZodExactOptional) return schema.def.innerType;
  if (schema instanceof z.ZodLazy) return schema.def.getter();
  return undefined;
}

/** The member of a union that the value is; the first one when it is none, which the schema itself will report. */
function optionFor(schema: z.ZodUnion, value: unknown): z.core.$ZodType {
  return schema.options.find((option) => z.safeParse(option, value).success) ?? schema.options[0] ?? anything;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { z } from 'zod';
import { anything, innerOf, isRecord, optionFor } from './schema-parts.ts';

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

import { z } from 'zod';

/** For what no schema speaks of. */
export const anything = z.unknown();

/** What a schema wraps that says only whether the value may be missing. */
export function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return schema.def.innerType;
  }
  if (schema instanceof z.ZodExactOptional) return schema.def.innerType;
  if (schema instanceof z.ZodLazy) return schema.def.getter();
  return undefined;
}

/** The member of a union that the value is; the first one when it is none, which the schema itself will report. */
export function optionFor(schema: z.ZodUnion, value: unknown): z.core.$ZodType {
  return schema.options.find((option) => z.safeParse(option, value).success) ?? schema.options[0] ?? anything;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

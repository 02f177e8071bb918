import { z } from 'zod';
import { type FieldKind, fieldKindOf } from '../blocks/fields.ts';
import { innerOf, isRecord, optionFor } from './schema-parts.ts';

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

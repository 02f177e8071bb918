import { z } from 'zod';
import { levels, restrictions, sections } from '../../crm-core/members/permissions.ts';
import { type Id, type IdKind, isId } from '../../kernel/ids.ts';

/** Small schemas that many operations share. */

export const idOf = <Kind extends IdKind>(kind: Kind) =>
  z
    .string()
    .refine((value): value is Id<Kind> => isId(kind, value), { error: `must be the id of a ${kind}` })
    .meta({ description: `Id of a ${kind}` });

export const time = z.iso.datetime({ offset: true });
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as RUB');
/** Integer minor units. */
export const money = z.int().min(-9_000_000_000_000_000).max(9_000_000_000_000_000);
export const shortText = z.string().trim().min(1).max(200);
export const longText = z.string().max(20_000);
export const version = z.int().min(1);
export const color = z.enum([
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
]);

export const variableValue: z.ZodType<VariableJson> = z.lazy(() =>
  z.union([
    z.string().max(65_536),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(variableValue),
    z.record(z.string(), variableValue),
  ]),
);
type VariableJson = string | number | boolean | null | VariableJson[] | { [key: string]: VariableJson };
export const variableName = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_]{0,63}$/u, 'letters, digits and _ only')
  .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
export const variables = z.record(variableName, variableValue);
export const tag = z.string().trim().min(1).max(60);

export const projectParams = z.strictObject({ projectId: idOf('project') });

export const permissions = z.strictObject({
  sections: z.strictObject(
    Object.fromEntries(sections.map((name) => [name, z.enum(levels)])) as Record<
      (typeof sections)[number],
      z.ZodEnum<{ none: 'none'; view: 'view'; edit: 'edit' }>
    >,
  ),
  mayNot: z.array(z.enum(restrictions)),
});

/** Who did something, as the timeline shows it (PRODUCT D11). */
export const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: idOf('member'), name: z.string() }),
  z.object({
    kind: z.literal('flow'),
    flowId: idOf('flow'),
    flowName: z.string(),
    blockId: z.string(),
    blockTitle: z.string(),
  }),
  z.object({ kind: z.literal('contact'), name: z.string() }),
  z.object({ kind: z.literal('api_key'), name: z.string() }),
  z.object({ kind: z.literal('import'), name: z.string() }),
  z.object({ kind: z.literal('system'), reason: z.string() }),
]);

/** Outcome of a command that rules may refuse: a value, not an error. HTTP 200 or 422 carry the same shape. */
export const refusal = z.object({
  kind: z.literal('refused'),
  why: z.string(),
  message: z.string(),
  fields: z.array(z.string()).optional(),
});
export type Refusal = z.infer<typeof refusal>;

export const empty = z.strictObject({});

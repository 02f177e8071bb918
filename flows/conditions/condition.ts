import { z } from 'zod';

const comparisonOperators = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'starts_with',
  'greater',
  'greater_or_equal',
  'less',
  'less_or_equal',
  'one_of',
  'is_set',
  'is_empty',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export type Condition = { kind: 'expression'; source: string } | { kind: 'all' | 'any'; of: Condition[] } | Comparison;

/** A comparison made in a form. `left` is a path such as `deal.amount`; a text on the right may have `{{ }}` holes. */
export interface Comparison {
  kind: 'compare';
  left: string;
  op: ComparisonOperator;
  right?: string | number | boolean | string[] | undefined;
}

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('expression'), source: z.string().max(4096) }),
    z.object({ kind: z.enum(['all', 'any']), of: z.array(conditionSchema).max(50) }),
    z.object({
      kind: z.literal('compare'),
      left: z.string().max(200),
      op: z.enum(comparisonOperators),
      right: z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)]).optional(),
    }),
  ]),
);

import { z } from 'zod';

/** What a flow is, stored and exported (PRODUCT D19): blocks on sheets, connections from ports to blocks. Plain JSON. */
export type FlowDocument = z.infer<typeof flowDocumentSchema>;
export type BlockDocument = z.infer<typeof blockDocumentSchema>;

export const flowLimits = { blocks: 10_000, bytes: 1_048_576, depth: 32 } as const;

/** Names that would reach an object's prototype if somebody used them as a key. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** A block's or port's name. Stable: running conversations, statistics and connections refer to it. */
export const blockIdSchema = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, 'Use up to 40 of a–z, 0–9, "-" and "_"')
  .refine((id) => !reserved.has(id), 'This name is reserved');

export const blockDocumentSchema = z.strictObject({
  id: blockIdSchema,
  type: z.string().min(1).max(40),
  title: z.string().max(200).exactOptional(),
  /** Name of a sheet; without it the first one. */
  sheet: z.string().max(100).exactOptional(),
  /** Place on the canvas. */
  at: z.tuple([z.number(), z.number()]).exactOptional(),
  /** As the builder wrote them; the block's own schema judges them and fills in what is left out. */
  settings: z.record(z.string(), z.json()),
  to: z.record(blockIdSchema, blockIdSchema),
});

export const flowDocumentSchema = z.strictObject({
  format: z.literal(1),
  name: z.string().min(1).max(200),
  sheets: z.array(z.string().min(1).max(100)).max(100).exactOptional(),
  blocks: z.array(blockDocumentSchema).max(flowLimits.blocks),
});

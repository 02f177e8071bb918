import { z } from 'zod';

const phrases = z.array(z.string().max(500)).max(100);

/** Every kind of match may be narrowed: `not` lists keywords that forbid it, `when` is an expression that must be true. */
const narrowing = {
  not: phrases.optional(),
  when: z.string().max(4096).optional(),
};

/** How an incoming text is matched (PRODUCT D20). */
export const textMatchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any'), ...narrowing }),
  z.object({ kind: z.literal('exact'), alternatives: phrases, ...narrowing }),
  z.object({
    kind: z.literal('keywords'),
    all: phrases.optional(),
    anyOf: phrases.optional(),
    none: phrases.optional(),
    ...narrowing,
  }),
  z.object({
    kind: z.literal('similar'),
    alternatives: phrases,
    threshold: z.number().min(0.3).max(1).default(0.7),
    ...narrowing,
  }),
  z.object({ kind: z.literal('regex'), pattern: z.string().max(1024), ...narrowing }),
]);

export type TextMatch = z.infer<typeof textMatchSchema>;

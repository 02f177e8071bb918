import { expect, test } from 'vitest';
import { z } from 'zod';
import { inSchemaOrder } from './in-schema-order.ts';

const schema = z.object({
  first: z.object({ a: z.string(), b: z.string() }).exactOptional(),
  second: z.array(z.object({ x: z.number(), y: z.number() })),
});

test('keys come in the order of their schema, at every depth, and unknown ones after them by name', () => {
  const value = { zeta: 1, second: [{ y: 2, x: 1 }], alpha: { d: 1, c: 2 }, first: { b: 'b', a: 'a' } };
  const ordered = { first: { a: 'a', b: 'b' }, second: [{ x: 1, y: 2 }], alpha: { c: 2, d: 1 }, zeta: 1 };
  expect(JSON.stringify(inSchemaOrder(schema, value))).toBe(JSON.stringify(ordered));
});

test('a value of another shape comes back as it is', () => {
  for (const value of ['text', 5, null, [1, [2]], { second: 'no list' }])
    expect(inSchemaOrder(schema, value)).toEqual(value);
});

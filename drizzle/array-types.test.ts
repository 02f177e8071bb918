import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../test/fresh-database.ts';
import { openDatabase } from './client.ts';

const { url } = await freshDatabase();
const db = openDatabase(url, { connections: 1 });
afterAll(() => db.close());

describe('lists', () => {
  it('of any storable texts come back from the database as they went', async () => {
    // U+0000 and lone surrogates are cleaned at the border (kernel/clean-json.ts).
    const storable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(storable, fc.constantFrom('NULL', '', '{a,b}', '"', '\\', 'a"b\\c,'))),
        async (texts) => {
          const [row] = await db.sql`select ${texts}::text[] as texts`;
          expect(row?.texts).toEqual(texts);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of numbers do too', async () => {
    const [row] = await db.sql`select ${[1, 2, 3]}::int[] as small, ${[2 ** 40]}::bigint[] as large`;
    expect(row).toEqual({ small: [1, 2, 3], large: [2 ** 40] });
  });
});

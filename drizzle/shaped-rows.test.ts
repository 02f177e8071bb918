import { expect, test } from 'vitest';
import { freshDatabase } from '../test/fresh-database.ts';
import { openDatabase } from './client.ts';
import { shapedRows } from './shaped-rows.ts';

const { url } = await freshDatabase();
const db = openDatabase(url, { connections: 1 });

test('rows are those of the driver, whatever their types and however many', async () => {
  const wide = () => db.sql<{ id: number }[]>`
    select n as id, null as nothing, n::bigint as big, '{"a":[1]}'::jsonb as "someJson", timestamptz '2026-01-15 09:00Z' as at, n % 2 = 0 as even, 'ü' || n as text
    from generate_series(1, 3) n`;
  expect(await shapedRows(wide())).toEqual([...(await wide())]);
  expect(await shapedRows(db.sql<{ id: number }[]>`select 1 as id where false`)).toEqual([]);
  await db.close();
});

import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from './fresh-database.ts';

const one = await freshDatabase();
const other = await freshDatabase();
const sql = postgres(one.url, { max: 1, onnotice() {} });
const otherSql = postgres(other.url, { max: 1, onnotice() {} });
afterAll(() => Promise.all([sql.end(), otherSql.end()]));

test('a fresh database is migrated, and what one test file writes no other sees', async () => {
  await sql`create table only_here (id int)`;
  const tables = (client: typeof sql) =>
    client`select table_name from information_schema.tables where table_name in ('deals', 'only_here') order by 1`;
  expect(await tables(sql)).toEqual([{ table_name: 'deals' }, { table_name: 'only_here' }]);
  expect(await tables(otherSql)).toEqual([{ table_name: 'deals' }]);
});

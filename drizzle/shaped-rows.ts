import type { PendingQuery } from 'postgres';

/**
 * The rows of a query with many columns and many rows. The driver adds property after property, and past some twenty V8 makes
 * dictionaries of them: slow to build, slow to read. These are copies of one row whose shape is known.
 */
export async function shapedRows<Row extends object>(query: PendingQuery<Row[]>): Promise<Row[]> {
  const rows = await query.values();
  const names = rows.columns.map(({ name }) => name);
  const empty = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))));
  return rows.map((values) => {
    const row = { ...empty };
    for (let at = 0; at < names.length; at++) row[names[at] ?? ''] = values[at];
    return row;
  });
}

/**
 * A long list in pages of one size, of which only those around the reader are kept: any place can be shown at once, and a
 * hundred thousand rows cost no more memory than a thousand.
 */
export interface RowPages<Row> {
  /** Number of the page → its rows. */
  pages: ReadonlyMap<number, readonly Row[]>;
}

export const noRows: RowPages<never> = { pages: new Map() };
export const pageSize = 100;
const keptPages = 24;

export function rowAt<Row>({ pages }: RowPages<Row>, index: number): Row | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** Numbers of the pages that rows `first` to `last` lie on. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Pages farthest from the newest one are let go. */
export function withPage<Row>({ pages }: RowPages<Row>, page: number, rows: readonly Row[]): RowPages<Row> {
  const all = new Map(pages).set(page, rows);
  const near = [...all.keys()].sort((a, b) => Math.abs(a - page) - Math.abs(b - page)).slice(0, keptPages);
  return { pages: new Map(near.flatMap((one) => [[one, all.get(one) ?? []] as const])) };
}

export function onlyPages<Row>({ pages }: RowPages<Row>, kept: readonly number[]): RowPages<Row> {
  return { pages: new Map([...pages].filter(([page]) => kept.includes(page))) };
}

/** Lays newer rows, or what is known of them, over those that are loaded; the rest stays as it is. */
export function withRows<Row extends { id: string; version: number }>(
  { pages }: RowPages<Row>,
  newer: readonly (Partial<Row> & Pick<Row, 'id' | 'version'>)[],
): RowPages<Row> {
  if (newer.length === 0) return { pages };
  const byId = new Map(newer.map((row) => [row.id, row]));
  const renew = (row: Row) => {
    const found = byId.get(row.id);
    return found && found.version >= row.version ? { ...row, ...found } : row;
  };
  return {
    pages: new Map(
      [...pages].map(([page, rows]) => [page, rows.some(({ id }) => byId.has(id)) ? rows.map(renew) : rows]),
    ),
  };
}

/** Until the server is asked again the pages behind a removed row are one row short. */
export function withoutRows<Row extends { id: string }>(
  { pages }: RowPages<Row>,
  removed: readonly string[],
): RowPages<Row> {
  if (removed.length === 0) return { pages };
  return { pages: new Map([...pages].map(([page, rows]) => [page, rows.filter(({ id }) => !removed.includes(id))])) };
}

export function indexOfRow<Row extends { id: string }>({ pages }: RowPages<Row>, id: string): number | undefined {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return page * pageSize + at;
  }
  return undefined;
}

import type { Database } from '../../drizzle/client.ts';
import type { BoardColumn, ColumnKey, DealCard } from '../contract/deals.ts';
import { cardExtras } from '../deals/card-extras.ts';
import { type CardReader, dealCard } from '../deals/deal-card.ts';
import { isWhole } from '../deals/query/query-parts.ts';
import type { BoardView } from './board-view.ts';
import { orderOf, readCursor, writeCursor } from './card-order.ts';
import { listCards, type PlacedRow } from './list-cards.ts';
import { listTotals } from './list-totals.ts';

const firstPage = 30;

/** The first page of every column of the view with its totals; cards and totals are asked for side by side. */
export async function boardFirstPage(
  db: Database,
  view: BoardView,
  reader: CardReader,
  limit = firstPage,
): Promise<BoardColumn[]> {
  const [totals, pages] = await Promise.all([listTotals(db.sql, view), listPages(db, view, { limit }, reader)]);
  return view.board.columns.map((key) => ({
    key,
    ...(totals.get(key) ?? { count: 0, sums: [] }),
    ...(pages.get(key) ?? { cards: [], next: null }),
  }));
}

/** More cards of one column. Throws `bad_input` for a cursor that does not fit. */
export async function boardNextPage(
  db: Database,
  view: BoardView,
  key: ColumnKey,
  { reader, limit = firstPage, after }: { reader: CardReader; limit?: number | undefined; after?: string | undefined },
): Promise<ColumnPage> {
  const cursor = after === undefined ? undefined : readCursor(orderOf(view, key), after);
  const pages = await listPages(
    db,
    { ...view, board: { ...view.board, columns: [key] } },
    { limit, after: cursor },
    reader,
  );
  return pages.get(key) ?? { cards: [], next: null };
}

interface ColumnPage {
  cards: DealCard[];
  next: string | null;
}

async function listPages(
  db: Database,
  view: BoardView,
  { limit, after }: { limit: number; after?: { key: string; id: string } | undefined },
  reader: CardReader,
): Promise<Map<ColumnKey, ColumnPage>> {
  // One card more than asked for tells whether another page follows.
  const rows = await listCards(isWhole(view) ? db.keyed.sql : db.sql, view, { limit: limit + 1, after });
  const extras = await cardExtras(db.keyed.sql, view.projectId, rows);
  const columns = new Map<ColumnKey, PlacedRow[]>();
  for (const row of rows) {
    const column = columns.get(row.column);
    if (column) column.push(row);
    else columns.set(row.column, [row]);
  }
  return new Map(
    [...columns].map(([key, placed]) => {
      const shown = placed.slice(0, limit);
      const last = placed.length > limit ? shown.at(-1) : undefined;
      const cards = shown.map((row) => dealCard(row, { ...extras(row), merged: row.merged }, reader));
      return [key, { cards, next: last ? writeCursor(orderOf(view, key), { key: last.orderKey, id: last.id }) : null }];
    }),
  );
}

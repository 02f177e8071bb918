import type { Fragment, Sql } from 'postgres';
import { badInput } from '../../kernel/errors.ts';
import type { ColumnKey } from '../contract/deals.ts';
import type { BoardView } from './board-view.ts';

/** The order of cards in a column (PRODUCT D5), and where a page goes on. Equal cards are told apart by their ids. */
export interface CardOrder {
  name: string;
  /** Of the deal `d`. */
  key(sql: Sql): Fragment;
  /** The key's type, which reads a cursor's text back. */
  type: 'text' | 'timestamptz';
  descending: boolean;
}

const orders = {
  manual: { name: 'manual', key: (sql) => sql`d.rank`, type: 'text', descending: false },
  newest: { name: 'newest', key: (sql) => sql`d.created_at`, type: 'timestamptz', descending: true },
  time_in_stage: {
    name: 'time_in_stage',
    key: (sql) => sql`d.stage_entered_at`,
    type: 'timestamptz',
    descending: false,
  },
  /** Deals without a task come last. */
  next_task: {
    name: 'next_task',
    key: (sql) => sql`coalesce((
      select min(t.due_at) from tasks t where t.deal_id = d.id and t.project_id = d.project_id and t.done_at is null
    ), 'infinity')`,
    type: 'timestamptz',
    descending: false,
  },
} satisfies Record<string, CardOrder>;

/** Closed deals are always listed from the last one closed. */
export const lastClosed: CardOrder = {
  name: 'closed',
  key: (sql) => sql`d.closed_at`,
  type: 'timestamptz',
  descending: true,
};

/** Of stages and of Unsorted. */
export function openOrder(view: BoardView): CardOrder {
  return orders[view.board.pipeline.row.settings.sort];
}

export function orderOf(view: BoardView, column: ColumnKey): CardOrder {
  return column === 'won' || column === 'lost' || column === 'archived' ? lastClosed : openOrder(view);
}

export function orderBy(sql: Sql, order: CardOrder): Fragment {
  return order.descending ? sql`${order.key(sql)} desc, d.id desc` : sql`${order.key(sql)}, d.id`;
}

/** The last card of a page: the database's text of its key, and its id. */
export interface Cursor {
  key: string;
  id: string;
}

export function isAfter(sql: Sql, order: CardOrder, cursor: Cursor | undefined): Fragment {
  if (!cursor) return sql`true`;
  const key = order.type === 'text' ? sql`${cursor.key}::text` : sql`${cursor.key}::timestamptz`;
  return order.descending
    ? sql`(${order.key(sql)}, d.id) < (${key}, ${cursor.id})`
    : sql`(${order.key(sql)}, d.id) > (${key}, ${cursor.id})`;
}

/** Opaque for whoever gets it. It names the order, so that one from before a change of the settings is recognised. */
export function writeCursor(order: CardOrder, { key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order.name, key, id])).toString('base64url');
}

/** Throws `bad_input` for a cursor that is not ours or of another order. */
export function readCursor(order: CardOrder, text: string): Cursor {
  const [name, key, id] = partsOf(text);
  if (name === order.name && typeof key === 'string' && typeof id === 'string' && isKey(order, key)) return { key, id };
  throw badInput('The list is sorted anew: start from its first page.', { field: 'after' });
}

function partsOf(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function isKey(order: CardOrder, key: string): boolean {
  return order.type === 'text'
    ? /^[\w-]{1,200}$/.test(key)
    : /^(infinity|\d{4,6}-\d\d-\d\d [\d:.]+[+-][\d:]+)$/.test(key);
}

import type { Fragment, Sql } from 'postgres';
import { shapedRows } from '../../drizzle/shaped-rows.ts';
import type { ColumnKey } from '../contract/deals.ts';
import { cardColumns } from '../deals/card-columns.ts';
import type { CardRow } from '../deals/deal-card.ts';
import { closedKeys, stageKeys } from '../deals/query/deal-query.ts';
import {
  columnKey,
  hidesMerged,
  isAsked,
  isGathered,
  isNotHidden,
  isUnsorted,
  passesFilter,
  queryCtes,
} from '../deals/query/query-parts.ts';
import { textArray } from '../http/text-array.ts';
import type { BoardView } from './board-view.ts';
import { type CardOrder, type Cursor, isAfter, lastClosed, openOrder, orderBy } from './card-order.ts';

/** A card with its place in its column. */
export interface PlacedRow extends CardRow {
  column: ColumnKey;
  orderKey: string;
  merged: number;
}

interface Page {
  limit: number;
  after?: Cursor | undefined;
}

/** The first cards of each column of the view, or those after a cursor in a view of one column: in order, one statement. */
export async function listCards(sql: Sql, view: BoardView, page: Page): Promise<PlacedRow[]> {
  if (view.board.columns.length === 0) return [];
  const hides = hidesMerged(view);
  return shapedRows(sql<PlacedRow[]>`
    ${queryCtes(sql, view)}
    select d.key as "column", d.order_key as "orderKey",
      ${hides ? sql`coalesce(f.size - 1, 0)::int` : sql`0`} as merged, ${cardColumns(sql)}
    from (${isGathered(view) ? gatheredCards(sql, view, page) : walkedCards(sql, view, page)}) d
    left join contacts c on c.id = d.contact_id
    ${hides ? sql`left join family f on f.id = d.id` : sql``}
    order by d.place`);
}

/**
 * Walks each column in its order until the page is full, passing over what the filter leaves out. Where few cards pass, the
 * planner knows it from its statistics and takes them from an index instead.
 */
function walkedCards(sql: Sql, view: BoardView, page: Page): Fragment {
  const { id } = view.board.pipeline.row;
  const top = (order: CardOrder, where: Fragment) => topCards(sql, view, page, order, where);
  const parts = closedKeys(view.board).map((key) => {
    const cards = top(lastClosed, sql`d.pipeline_id = ${id} and d.status = ${key} and d.status <> 'open'`);
    return sql`select ${key}::text as key, cards.* from (${cards}) cards`;
  });
  if (view.board.columns.includes('unsorted')) {
    const cards = top(openOrder(view), isUnsorted(sql));
    parts.push(sql`select 'unsorted' as key, cards.* from (${cards}) cards`);
  }
  const stages = stageKeys(view.board);
  if (stages.length > 0) {
    const cards = top(openOrder(view), sql`d.stage_id = k.key and d.status = 'open'`);
    parts.push(
      sql`select k.key, cards.* from unnest(${textArray(stages)}::text[]) k (key) cross join lateral (${cards}) cards`,
    );
  }
  return parts.reduce((all, one) => sql`${all} union all ${one}`);
}

function topCards(sql: Sql, view: BoardView, { limit, after }: Page, order: CardOrder, where: Fragment): Fragment {
  return sql`
    select d.*, ${order.key(sql)}::text as order_key, row_number() over (order by ${orderBy(sql, order)}) as place
    from deals d
    where d.project_id = ${view.projectId} and ${where} and ${passesFilter(sql, view)} and ${isNotHidden(sql, view)}
      and ${isAfter(sql, order, after)}
    order by ${orderBy(sql, order)}
    limit ${limit}`;
}

/** Finds all that passes the filter once and takes the first of each column: what is found elsewhere is not sought card by card. */
function gatheredCards(sql: Sql, view: BoardView, { limit, after }: Page): Fragment {
  const placed = (order: CardOrder, where: Fragment) => sql`
    select d.id, ${columnKey(sql)} as key, ${order.key(sql)}::text as order_key,
      row_number() over (partition by ${columnKey(sql)} order by ${orderBy(sql, order)}) as place
    from deals d
    where ${where} and ${isAsked(sql, view)} and ${isAfter(sql, order, after)}`;
  const closed = closedKeys(view.board).length;
  const parts = [
    ...(closed < view.board.columns.length ? [placed(openOrder(view), sql`d.status = 'open'`)] : []),
    ...(closed > 0 ? [placed(lastClosed, sql`d.status <> 'open'`)] : []),
  ];
  // The outer limit takes nothing away: it tells the planner how few rows there will be to look up.
  return sql`
    select d.*, placed.key, placed.order_key, placed.place
    from (
      select * from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) found
      where found.place <= ${limit} limit ${limit * view.board.columns.length}
    ) placed
    join deals d on d.id = placed.id and d.project_id = ${view.projectId}`;
}

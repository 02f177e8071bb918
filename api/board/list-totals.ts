import type { Fragment, Sql } from 'postgres';
import type { ColumnKey } from '../contract/deals.ts';
import { closedKeys, stageKeys } from '../deals/query/deal-query.ts';
import { columnKey, hidesMerged, isAsked, isFiltered, isUnsorted, queryCtes } from '../deals/query/query-parts.ts';
import { textArray } from '../http/text-array.ts';
import type { BoardView } from './board-view.ts';

export interface ColumnTotals {
  count: number;
  /** One for each currency in which something is valued. */
  sums: { currency: string; amount: number }[];
}

interface TotalRow {
  key: ColumnKey;
  currency: string | null;
  count: string;
  /** Of these, how many have an amount. */
  valued: string;
  amount: string | null;
}

interface Sum {
  valued: number;
  amount: bigint;
}

/** How many cards each column of the view holds, and what they are worth: of all, not only of those shown; one statement. */
export async function listTotals(sql: Sql, view: BoardView): Promise<Map<ColumnKey, ColumnTotals>> {
  const totals = new Map(view.board.columns.map((key) => [key, { count: 0, sums: new Map<string, Sum>() }]));
  if (view.board.columns.length > 0) {
    const source = isFiltered(view) ? filteredTotals(sql, view) : totalsByIndex(sql, view);
    for (const row of await sql<TotalRow[]>`${queryCtes(sql, view)} ${source}`) {
      const column = totals.get(row.key);
      if (!column) continue;
      column.count += Number(row.count);
      if (row.currency === null) continue;
      const sum = column.sums.get(row.currency) ?? { valued: 0, amount: 0n };
      column.sums.set(row.currency, {
        valued: sum.valued + Number(row.valued),
        amount: sum.amount + BigInt(row.amount ?? 0),
      });
    }
  }
  return new Map([...totals].map(([key, { count, sums }]) => [key, { count, sums: listSums(sums) }]));
}

/** A currency in which only hidden cards are valued is none of the column's. */
function listSums(sums: Map<string, Sum>): ColumnTotals['sums'] {
  return [...sums].flatMap(([currency, { valued, amount }]) =>
    valued > 0 ? { currency, amount: Number(amount) } : [],
  );
}

function filteredTotals(sql: Sql, view: BoardView): Fragment {
  return sql`
    select ${columnKey(sql)} as key, d.currency, count(*) as count, count(d.amount) as valued, sum(d.amount) as amount
    from deals d
    where ${isAsked(sql, view)}
    group by 1, 2`;
}

/** Off the indexes alone, without a look at the deals; what hides behind another card is taken away again. */
function totalsByIndex(sql: Sql, view: BoardView): Fragment {
  const { id, currency } = view.board.pipeline.row;
  const stages = stageKeys(view.board);
  const closed = closedKeys(view.board);
  const sums = (where: Fragment) => sumsByCurrency(sql, where, { currency, counted: hidesMerged(view) });
  const parts = [
    ...(stages.length > 0
      ? [
          sql`select k.id as key, sums.* from stages k
            cross join lateral (${sums(sql`d.stage_id = k.id and d.status = 'open'`)}) sums
            where k.project_id = ${view.projectId} and k.id = any(${textArray(stages)}::text[])`,
        ]
      : []),
    ...(closed.length > 0
      ? [
          sql`select k.key, sums.* from pipelines p cross join unnest(${textArray(closed)}::text[]) k (key)
            cross join lateral (${sums(sql`d.pipeline_id = p.id and d.status = k.key and d.status <> 'open'`)}) sums
            where p.project_id = ${view.projectId} and p.id = ${id}`,
        ]
      : []),
    ...(view.board.columns.includes('unsorted')
      ? [
          sql`select 'unsorted' as key, sums.* from
            (${sums(sql`d.project_id = ${view.projectId} and ${isUnsorted(sql)}`)}) sums`,
        ]
      : []),
    ...(hidesMerged(view)
      ? [
          sql`select f.key, f.currency, -count(*), -count(f.amount), -sum(f.amount) from family f where f.place > 1 group by 1, 2`,
        ]
      : []),
  ];
  return parts.reduce((all, one) => sql`${all} union all ${one}`);
}

/**
 * Count and sum for each currency of a column. Nearly always all are of the pipeline's own, and finding that out costs a
 * tenth of what grouping them would.
 */
function sumsByCurrency(
  sql: Sql,
  where: Fragment,
  { currency, counted }: { currency: string; counted: boolean },
): Fragment {
  // From how many have an amount is only to be known where hidden ones are taken away; else a sum says that some have.
  const valued = counted ? sql`count(d.amount)` : sql`(sum(d.amount) is not null)::int`;
  return sql`
    select sums.* from (
      select count(*) as count, ${valued} as valued, sum(d.amount) as amount,
        count(*) filter (where d.currency <> ${currency}::char(3)) as strange
      from deals d where ${where}
    ) alike
    cross join lateral (
      select ${currency}::char(3) as currency, alike.count, alike.valued, alike.amount where alike.strange = 0
      union all
      select d.currency, count(*), ${valued}, sum(d.amount) from deals d where ${where} and alike.strange > 0 group by d.currency
    ) sums`;
}

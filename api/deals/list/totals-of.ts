import type { Sql } from 'postgres';
import { type ColumnTotals, listTotals } from '../../board/list-totals.ts';
import type { DealQuery } from '../query/deal-query.ts';
import { isAsked, isFiltered, queryCtes } from '../query/query-parts.ts';

interface TotalRow {
  currency: string;
  count: string;
  amount: string | null;
}

/** How many deals the query finds, and what they are worth in each currency. */
export async function totalsOf(sql: Sql, query: DealQuery): Promise<ColumnTotals> {
  const { board } = query;
  // A whole board is counted off its indexes.
  if (board && !isFiltered(query)) return sumUp([...(await listTotals(sql, { ...query, board })).values()]);
  const rows = await sql<TotalRow[]>`
    ${queryCtes(sql, query)}
    select d.currency, count(*) as count, sum(d.amount) as amount from deals d where ${isAsked(sql, query)} group by 1`;
  return sumUp(
    rows.map(({ currency, count, amount }) => ({
      count: Number(count),
      sums: amount === null ? [] : [{ currency, amount: Number(amount) }],
    })),
  );
}

function sumUp(parts: readonly ColumnTotals[]): ColumnTotals {
  const sums = new Map<string, number>();
  for (const { currency, amount } of parts.flatMap((part) => part.sums)) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return {
    count: parts.reduce((all, { count }) => all + count, 0),
    sums: [...sums]
      .map(([currency, amount]) => ({ currency, amount }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}

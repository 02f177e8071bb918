import type { Fragment, Sql } from 'postgres';
import type { Figure } from '../contract/analytics.ts';
import { queryCtes } from '../deals/query/query-parts.ts';
import { textArray } from '../http/text-array.ts';
import { type DealChoice, isChosen } from './deal-choice.ts';

export interface Counted {
  /** Which deals, as conditions on `d`: the one that finds them by an index among them. */
  where: Fragment;
  /** What they are counted by; of `k.key` a deal may have several. */
  key: Fragment;
  /** Joins that `where` and `key` refer to. */
  joins?: Fragment;
  ctes?: Fragment[];
  /** Something to call the key by. */
  label?: Fragment;
}

export interface CountedFigure extends Figure {
  label: string | null;
}

interface Row {
  key: string | null;
  currency: string;
  count: string;
  valued: string;
  amount: string | null;
  label: string | null;
}

/**
 * Counts and sums of the chosen deals by key, in one statement. Where merged contacts are hidden, a key has of a person's
 * deals only the one that the list under that key's filter shows (PRODUCT S15, D15): filters come first, so each key has
 * its own.
 */
export async function countDeals(
  sql: Sql,
  choice: DealChoice,
  counted: Counted,
): Promise<Map<string | null, CountedFigure>> {
  const rows = await sql<Row[]>`
    ${withCtes(sql, choice, counted)}
    select key, currency, count(*) as count, count(amount) as valued, sum(amount) as amount, min(label) as label
    from counted where ${isShown(sql)}
    group by key, currency order by currency`;
  const figures = new Map<string | null, CountedFigure>();
  for (const row of rows) addTo(figures, row);
  return figures;
}

/** Median of the time from creation to closing, in milliseconds, by key. */
export async function medianCycles(
  sql: Sql,
  choice: DealChoice,
  counted: Counted,
): Promise<Map<string | null, number>> {
  const rows = await sql<{ key: string | null; median: number }[]>`
    ${withCtes(sql, choice, counted)}
    select key, percentile_cont(0.5) within group (order by extract(epoch from closed_at - created_at)) as median
    from counted where ${isShown(sql)}
    group by key`;
  return new Map(rows.map(({ key, median }) => [key, Math.max(0, Math.round(median * 1000))]));
}

function withCtes(sql: Sql, choice: DealChoice, { where, key, joins, ctes = [], label }: Counted): Fragment {
  const hides = choice.hiding.length > 0;
  const all = [
    ...ctes,
    ...(hides ? [linkedCte(sql, choice)] : []),
    sql`found as (
      select ${key} as key, d.currency, d.amount, d.created_at, d.closed_at, ${label ?? sql`null::text`} as label, d.id,
        ${hides ? familyOf(sql, choice) : sql`null::text`} as family, ${hides ? sql`l.stands_first` : sql`false`} as stands_first
      from deals d
      ${joins ?? sql``}
      ${hides ? sql`left join linked l on l.id = d.contact_id` : sql``}
      where ${isChosen(sql, choice)} and ${where}
    )`,
    sql`counted as (
      select f.*, 1 as place from found f where f.family is null
      union all
      select f.*, row_number() over (
        partition by f.key, f.family order by f.stands_first desc, f.created_at desc, f.id desc
      ) as place
      from found f where f.family is not null
    )`,
  ];
  return all.reduce((before, one) => sql`${before}, ${one}`, searchCtes(sql, choice));
}

/** What the filter refers to; begins with `with`. Who hides whom is settled for each key by itself. */
export function searchCtes(sql: Sql, { query }: DealChoice): Fragment {
  return queryCtes(sql, { ...query, pipelines: [] });
}

function isShown(sql: Sql): Fragment {
  return sql`place = 1`;
}

/** Contacts whose person has several. */
function linkedCte(sql: Sql, { query: { projectId } }: DealChoice): Fragment {
  return sql`
    linked as materialized (
      select one.id, one.person_id, one.stands_first from (
        select c.id, c.person_id, p.primary_contact_id = c.id as stands_first, count(*) over (partition by c.person_id) as contacts
        from contacts c join people p on p.id = c.person_id
        where c.project_id = ${projectId} and c.id in (
          select unnest(array[l.contact_id, l.other_contact_id]) from person_links l
          where l.project_id = ${projectId} and l.kind = 'link' and l.undone_at is null
        )
      ) one where one.contacts > 1
    )`;
}

/** Deals of which one card shows: of the same person in the same pipeline, the open ones together, the closed ones by kind. */
function familyOf(sql: Sql, { hiding, hidesUnsorted }: DealChoice): Fragment {
  return sql`case when d.pipeline_id = any(${textArray(hiding)}::text[]) or (${hidesUnsorted} and d.pipeline_id is null)
    then l.person_id || ' ' || coalesce(d.pipeline_id, '') || ' ' || d.status end`;
}

function addTo(figures: Map<string | null, CountedFigure>, row: Row): void {
  const figure = figures.get(row.key) ?? { count: 0, sums: [], label: null };
  figure.count += Number(row.count);
  figure.label ??= row.label;
  if (row.amount !== null) {
    figure.sums.push({ currency: row.currency, amount: Number(row.amount), deals: Number(row.valued) });
  }
  figures.set(row.key, figure);
}

export const nothing: Figure = { count: 0, sums: [] };

/** The figure as the contract has it. */
export function figureAt(figures: Map<string | null, CountedFigure>, key: string | null): Figure {
  const found = figures.get(key);
  return found ? { count: found.count, sums: found.sums } : nothing;
}

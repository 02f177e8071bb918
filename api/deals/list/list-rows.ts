import type { Fragment, Sql } from 'postgres';
import { shapedRows } from '../../../drizzle/shaped-rows.ts';
import type { MemberId } from '../../../kernel/ids.ts';
import { textArray } from '../../http/text-array.ts';
import { cardColumns } from '../card-columns.ts';
import type { CardRow } from '../deal-card.ts';
import { type DealOrder, orderBy } from '../query/deal-order.ts';
import { closedKeys, type DealQuery, stageKeys } from '../query/deal-query.ts';
import { hidesMerged, isNotHidden, isUnsorted, passesFilter, queryCtes } from '../query/query-parts.ts';

/** A row of the list: a card with the rest of its contact. */
export interface ListedRow extends CardRow {
  merged: number;
  contactTags: string[] | null;
  contactResponsibleId: MemberId | null;
  contactVariables: CardRow['variables'] | null;
}

export interface Window {
  offset: number;
  limit: number;
}

/** The rows of a window, in order, in one statement: their ids are found first, and only they are looked at. */
export async function listRows(sql: Sql, query: DealQuery, order: DealOrder, window: Window): Promise<ListedRow[]> {
  const hides = hidesMerged(query);
  return shapedRows(sql<ListedRow[]>`
    ${queryCtes(sql, query)},
    placed as (${placed(sql, query, order, window)})
    select ${hides ? sql`coalesce(f.size - 1, 0)::int` : sql`0`} as merged, ${cardColumns(sql)},
      to_json(c.tags) as "contactTags", c.responsible_id as "contactResponsibleId", c.variables as "contactVariables"
    from placed
    join deals d on d.id = placed.id and d.project_id = ${query.projectId}
    left join contacts c on c.id = d.contact_id
    ${hides ? sql`left join family f on f.id = d.id` : sql``}
    order by placed.place`);
}

/** Each part gives as many as could be needed of it; the window is cut from all of them. */
function placed(sql: Sql, query: DealQuery, order: DealOrder, { offset, limit }: Window): Fragment {
  const keys = order.keys.map((_, index) => sql(`key_${index}`));
  const merged: DealOrder = { ...order, keys: keys.map((key) => sql`d.${key}`) };
  const selected = order.keys.reduce((all, key, index) => sql`${all}, ${key} as ${sql(`key_${index}`)}`, sql`d.id`);
  const parts = partsOf(sql, query, order).map(
    (part) => sql`(
      select ${selected} from deals d ${order.ofContact ? sql`left join contacts c on c.id = d.contact_id` : sql``}
      where ${part} and ${passesFilter(sql, query)} and ${isNotHidden(sql, query)}
      order by ${orderBy(sql, order)} limit ${offset + limit})`,
  );
  return sql`
    select d.id, row_number() over (order by ${orderBy(sql, merged)}) as place
    from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) d
    order by ${orderBy(sql, merged)} limit ${limit} offset ${offset}`;
}

/** The query's range in pieces, each of which an index holds, in its order where there is such an index. */
function partsOf(sql: Sql, { projectId, board, pipelines }: DealQuery, { indexed }: DealOrder): Fragment[] {
  const fence = sql`d.project_id = ${projectId}`;
  if (!board && !indexed) return [fence];
  if (!board) {
    const places = [...pipelines.map(({ row }) => sql`d.pipeline_id = ${row.id}`), sql`d.pipeline_id is null`];
    return places.map((place) => sql`${fence} and ${place}`);
  }
  const { id } = board.pipeline.row;
  const [stages, closed] = [stageKeys(board), closedKeys(board)];
  const unsorted = board.columns.includes('unsorted')
    ? [sql`${fence} and d.pipeline_id is null and ${isUnsorted(sql)}`]
    : [];
  if (indexed) {
    const statuses = textArray(['open', ...closed]);
    const place = sql`${fence} and d.pipeline_id = ${id} and d.status = any(${statuses}::text[])`;
    return [place, ...unsorted];
  }
  return [
    sql`${fence} and d.stage_id = any(${textArray(stages)}::text[]) and d.status = 'open'`,
    ...(closed.length > 0
      ? [
          sql`${fence} and d.pipeline_id = ${id} and d.status = any(${textArray(closed)}::text[]) and d.status <> 'open'`,
        ]
      : []),
    ...unsorted,
  ];
}

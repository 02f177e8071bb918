import type { Fragment, Sql } from 'postgres';
import { maySee } from '../../auth/caller.ts';
import { searchPatterns } from '../../board/search-patterns.ts';
import { textArray } from '../../http/text-array.ts';
import { conditionSql, contactText, isFoundAtOnce } from './condition-sql.ts';
import { type Board, closedKeys, type DealQuery, stageKeys } from './deal-query.ts';

/*
 * The parts of which the statements about many deals are made. Everywhere `d` is a deal, and a column of a board is named
 * by its key: the id of a stage, or `unsorted`, `won`, `lost`, `archived`. A statement begins with `queryCtes` and asks for
 * `isAsked`; boards, lists, totals, mass actions, exports and charts all do, so that their numbers agree.
 */

/** The CTEs that the conditions below refer to; begins with `with`. */
export function queryCtes(sql: Sql, query: DealQuery): Fragment {
  return sql`with ${hitsCte(sql, query)}, ${hidesMerged(query) ? familyCtes(sql, query) : sql`family as (select 1)`}`;
}

/** Whether the query asks for the deal. */
export function isAsked(sql: Sql, query: DealQuery): Fragment {
  // What a search found was sought only where the query looks; to say so again costs the planner more than it finds.
  const range = searched(query.filter.search) && !hidesMerged(query) ? sql`true` : inRange(sql, query);
  return sql`${range} and ${passesFilter(sql, query)} and ${isNotHidden(sql, query)}`;
}

export function hidesMerged({ board, pipelines }: DealQuery): boolean {
  return board ? board.pipeline.row.settings.hideMerged : pipelines.some(({ row }) => row.settings.hideMerged);
}

/** Whether anything narrows the query. Without that, columns are read off their indexes. */
export function isFiltered({ filter, scope }: DealQuery): boolean {
  return searched(filter.search) !== undefined || (filter.conditions ?? []).length > 0 || scope.kind !== 'all';
}

/** Whether the query takes all that is in its place: then one plan is right for every query. */
export function isWhole(query: DealQuery): boolean {
  return !isFiltered(query) && !hidesMerged(query);
}

/** Whether the filter finds its deals elsewhere than in a column's order, where a walk would come late to the few that fit. */
export function isGathered({ filter }: DealQuery): boolean {
  return searched(filter.search) !== undefined || (filter.conditions ?? []).some(isFoundAtOnce);
}

function searched(search: string | undefined): string | undefined {
  return search?.trim() || undefined;
}

/** Deals that the search finds where the query looks, by their own name or by their contact (PRODUCT D13). */
function hitsCte(sql: Sql, query: DealQuery): Fragment {
  const { projectId, filter, asker } = query;
  const search = searched(filter.search);
  if (!search) return sql`hits as (select 1)`;
  const { text, phone } = searchPatterns(search, asker.country);
  const contact = maySee(asker.permissions, 'contacts')
    ? sql`(${contactText(sql)} ilike ${text}${phone === undefined || phone === text ? sql`` : sql` or ${contactText(sql)} ilike ${phone}`})`
    : sql`c.name ilike ${text}`;
  const reach = hidesMerged(query) ? sql`(${inRange(sql, query)} or (${mayHide(sql, query)}))` : inRange(sql, query);
  return sql`
    hits as materialized (
      select d.id from deals d where ${reach} and d.name ilike ${text}
      union
      select d.id from contacts c join deals d on d.contact_id = c.id and d.project_id = c.project_id
      where c.project_id = ${projectId} and ${reach} and ${contact}
    )`;
}

/**
 * Deals of the query whose person has several contacts (PRODUCT S15, D15). Of a person's deals one stands for the others
 * (`place` 1): the latest of his primary contact, else his latest. Open deals of a pipeline's stages are one family;
 * Unsorted and each closed column have their own. Filters come first: what they leave over is never hidden by what they
 * took away.
 */
function familyCtes(sql: Sql, query: DealQuery): Fragment {
  return sql`
    linked_contacts as (
      select l.contact_id as id from person_links l
      where l.project_id = ${query.projectId} and l.kind = 'link' and l.undone_at is null
      union
      select l.other_contact_id from person_links l
      where l.project_id = ${query.projectId} and l.kind = 'link' and l.undone_at is null
    ),
    linked as (
      select c.id, c.person_id, count(*) over (partition by c.person_id) as contacts
      from contacts c where c.project_id = ${query.projectId} and c.id in (select id from linked_contacts)
    ),
    family as materialized (
      select d.id, ${columnKey(sql)} as key, d.amount, d.currency,
        row_number() over (person order by (p.primary_contact_id = d.contact_id) desc, d.created_at desc, d.id desc) as place,
        count(*) over person as size
      from linked c
      join people p on p.id = c.person_id
      join deals d on d.contact_id = c.id
      where c.contacts > 1 and ${mayHide(sql, query)} and ${passesFilter(sql, query)}
      window person as (
        partition by c.person_id, d.pipeline_id, case when d.status <> 'open' then d.status when d.stage_id is null then 'unsorted' end
      )
    )`;
}

/** Deals that may hide each other. A card may be hidden by one in a column that is not shown. */
function mayHide(sql: Sql, query: DealQuery): Fragment {
  const { board, pipelines, projectId } = query;
  if (board) {
    const stageIds = board.pipeline.stages.map((stage) => stage.id);
    return onBoard(sql, projectId, { ...board, columns: [...stageIds, ...board.columns] });
  }
  const hiding = pipelines.filter(({ row }) => row.settings.hideMerged).map(({ row }) => row.id);
  // Unsorted is shown in all pipelines; it hides when the first of them does.
  const unsorted = pipelines[0]?.row.settings.hideMerged ?? false;
  return sql`d.project_id = ${projectId} and
    (d.pipeline_id = any(${textArray(hiding)}::text[]) or (${unsorted} and d.pipeline_id is null))`;
}

/** Whether the deal stands where the query looks. */
export function inRange(sql: Sql, { board, projectId }: DealQuery): Fragment {
  return board ? onBoard(sql, projectId, board) : sql`d.project_id = ${projectId}`;
}

/** Columns that are not shown are left out of the text: the planner would weigh an index for each. */
function onBoard(sql: Sql, projectId: string, board: Board): Fragment {
  const [stages, closed] = [stageKeys(board), closedKeys(board)];
  const places = [
    ...(stages.length > 0 ? [sql`(d.stage_id = any(${textArray(stages)}::text[]) and d.status = 'open')`] : []),
    ...(board.columns.includes('unsorted') ? [sql`(${isUnsorted(sql)})`] : []),
    ...(closed.length > 0
      ? [
          sql`(d.pipeline_id = ${board.pipeline.row.id} and d.status = any(${textArray(closed)}::text[]) and d.status <> 'open')`,
        ]
      : []),
  ];
  const [first = sql`false`, ...others] = places;
  return sql`d.project_id = ${projectId} and (${others.reduce((all, one) => sql`${all} or ${one}`, first)})`;
}

/** Unsorted holds the whole project (PRODUCT S9). */
export function isUnsorted(sql: Sql): Fragment {
  return sql`d.stage_id is null and d.status = 'open'`;
}

export function columnKey(sql: Sql): Fragment {
  return sql`case when d.status <> 'open' then d.status when d.stage_id is null then 'unsorted' else d.stage_id end`;
}

/** What the filter and the caller's role (PRODUCT D30) leave over. */
export function passesFilter(sql: Sql, { filter, scope, asker }: DealQuery): Fragment {
  const conditions = [
    ...(searched(filter.search) ? [sql`d.id in (select id from hits)`] : []),
    ...(filter.conditions ?? []).map((condition) => conditionSql(sql, condition, asker)),
    ...(scope.kind === 'own' ? [sql`d.responsible_id = ${scope.memberId}`] : []),
  ];
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
}

export function isNotHidden(sql: Sql, query: DealQuery): Fragment {
  return hidesMerged(query) ? sql`d.id not in (select id from family where place > 1)` : sql`true`;
}

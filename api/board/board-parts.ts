import type { Fragment, Sql } from 'postgres';
import { textArray } from '../http/text-array.ts';
import { type BoardView, closedKeys, stageKeys } from './board-view.ts';
import { searchPatterns } from './search-patterns.ts';

/*
 * The parts of which the board's statements are made. Everywhere `d` is a deal, and a column is named by its key: the id
 * of a stage, or `unsorted`, `won`, `lost`, `archived`.
 */

/** The CTEs that the conditions below refer to; begins with `with`. */
export function boardCtes(sql: Sql, view: BoardView): Fragment {
  return sql`with ${hitsCte(sql, view)}, ${hidesMerged(view) ? familyCtes(sql, view) : sql`family as (select 1)`}`;
}

export function hidesMerged({ pipeline }: BoardView): boolean {
  return pipeline.row.settings.hideMerged;
}

/** Whether anything narrows the view. Without that, columns are read off their indexes. */
export function isFiltered({ filter, scope }: BoardView): boolean {
  const { search, responsibleId, tag } = filter;
  return Boolean(search?.trim()) || responsibleId !== undefined || tag !== undefined || scope.kind !== 'all';
}

/** Deals that the search finds, by their own name or by their contact (PRODUCT D13). */
function hitsCte(sql: Sql, view: BoardView): Fragment {
  const search = view.filter.search?.trim();
  if (!search) return sql`hits as (select 1)`;
  const { text, phone } = searchPatterns(search, view.country);
  const contactText = sql`(c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, ''))`;
  const contact = view.searchesContacts
    ? sql`(${contactText} ilike ${text} or ${phone === undefined ? sql`false` : sql`${contactText} ilike ${phone}`})`
    : sql`c.name ilike ${text}`;
  return sql`
    hits as materialized (
      select d.id from deals d where d.project_id = ${view.projectId} and d.name ilike ${text}
      union
      select d.id from contacts c join deals d on d.contact_id = c.id and d.project_id = c.project_id
      where c.project_id = ${view.projectId} and ${contact}
    )`;
}

/**
 * Deals of the view whose person has several contacts (PRODUCT S15, D15). Of a person's deals one stands for the others
 * (`place` 1): the latest of his primary contact, else his latest. Open deals of the pipeline's stages are one family;
 * Unsorted and each closed column have their own. Filters come first: what they leave over is never hidden by what they
 * took away.
 */
function familyCtes(sql: Sql, view: BoardView): Fragment {
  // A card may be hidden by one in a column that this view does not show.
  const stageIds = view.pipeline.stages.map((stage) => stage.id);
  return sql`
    linked_contacts as (
      select l.contact_id as id from person_links l
      where l.project_id = ${view.projectId} and l.kind = 'link' and l.undone_at is null
      union
      select l.other_contact_id from person_links l
      where l.project_id = ${view.projectId} and l.kind = 'link' and l.undone_at is null
    ),
    linked as (
      select c.id, c.person_id, count(*) over (partition by c.person_id) as contacts
      from contacts c where c.project_id = ${view.projectId} and c.id in (select id from linked_contacts)
    ),
    family as materialized (
      select d.id, ${columnKey(sql)} as key, d.amount, d.currency,
        row_number() over (person order by (p.primary_contact_id = d.contact_id) desc, d.created_at desc, d.id desc) as place,
        count(*) over person as size
      from linked c
      join people p on p.id = c.person_id
      join deals d on d.contact_id = c.id
      where c.contacts > 1 and ${onBoard(sql, { ...view, columns: [...stageIds, ...view.columns] })} and ${passesFilter(sql, view)}
      window person as (
        partition by c.person_id, case when d.status <> 'open' then d.status when d.stage_id is null then 'unsorted' end
      )
    )`;
}

/** Whether the deal stands in one of the shown columns. */
export function onBoard(sql: Sql, view: BoardView): Fragment {
  return sql`d.project_id = ${view.projectId} and (
    (d.stage_id = any(${textArray(stageKeys(view))}::text[]) and d.status = 'open')
    or (${view.columns.includes('unsorted')} and ${isUnsorted(sql)})
    or (d.pipeline_id = ${view.pipeline.row.id} and d.status = any(${textArray(closedKeys(view))}::text[]) and d.status <> 'open'))`;
}

/** Unsorted holds the whole project (PRODUCT S9). */
export function isUnsorted(sql: Sql): Fragment {
  return sql`d.stage_id is null and d.status = 'open'`;
}

export function columnKey(sql: Sql): Fragment {
  return sql`case when d.status <> 'open' then d.status when d.stage_id is null then 'unsorted' else d.stage_id end`;
}

/** What filters and the caller's role (PRODUCT D30) leave over. */
export function passesFilter(sql: Sql, { filter, scope }: BoardView): Fragment {
  const { search, responsibleId, tag } = filter;
  const conditions = [
    ...(search?.trim() ? [sql`d.id in (select id from hits)`] : []),
    ...(responsibleId === 'none' ? [sql`d.responsible_id is null`] : []),
    ...(responsibleId && responsibleId !== 'none' ? [sql`d.responsible_id = ${responsibleId}`] : []),
    ...(tag === undefined ? [] : [sql`d.tags @> array[${tag}]::text[]`]),
    ...(scope.kind === 'own' ? [sql`d.responsible_id = ${scope.memberId}`] : []),
  ];
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
}

export function isNotHidden(sql: Sql, view: BoardView): Fragment {
  return hidesMerged(view) ? sql`d.id not in (select id from family where place > 1)` : sql`true`;
}

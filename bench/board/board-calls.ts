import type { PendingQuery, Row, Sql } from 'postgres';
import { type DealFilter, filterText } from '../../api/contract/deal-filter.ts';
import { dealList } from '../../api/contract/deal-list.ts';
import { board, deals } from '../../api/contract/deals.ts';
import { boardStages } from '../subjects/seed-voronka.ts';

export interface BoardPlace {
  projectId: string;
  pipelineId: string;
  /** A stage in the middle of the board. */
  stageId: string;
  /** A deal of that stage. */
  dealId: string;
  /** The last digits of its contact's phone. */
  phoneEnd: string;
  /** Of the API key by which the calls are made. */
  keyHash: string;
}

/** One thing that the board's user waits for: through the API, and as the best SQL for the same answer, one statement or a pair sent at once. */
export interface BoardCall {
  name: string;
  /** `turn` counts the calls, for those that must not repeat themselves. */
  sql(sql: Sql, place: BoardPlace, turn: number): Promise<unknown>;
  http(place: BoardPlace, turn: number): { method: 'GET' | 'POST'; path: string; body?: object };
}

const pageSize = 50;
const listSize = 100;

interface Filtered {
  name: string;
  filter: DealFilter;
  /** The same of the deal `d`. */
  where(sql: Sql): PendingQuery<Row[]>;
  /** Whether all that fit are best found at once; else each stage is walked in its order. */
  atOnce?: true;
}

const boardFilters: Filtered[] = [
  {
    name: 'one tag (1 in 41)',
    filter: { conditions: [{ field: 'tags', op: 'any_of', value: ['vip'] }] },
    where: (sql) => sql`d.tags @> array['vip']`,
    atOnce: true,
  },
  {
    name: 'one responsible (1 in 10)',
    filter: { conditions: [{ field: 'responsible', op: 'any_of', value: ['mem_0bench3'] }] },
    where: (sql) => sql`d.responsible_id = 'mem_0bench3'`,
  },
  {
    name: 'amounts of a range (1 in 20)',
    filter: { conditions: [{ field: 'amount', op: 'between', value: [50_000, 55_000] }] },
    where: (sql) => sql`d.amount between 50000 and 55000`,
  },
];

const listSorts: { name: string; sort: string; order(sql: Sql): PendingQuery<Row[]> }[] = [
  { name: 'first page, newest first', sort: '-created', order: (sql) => sql`d.created_at desc` },
  { name: 'first page by amount', sort: '-amount', order: (sql) => sql`d.amount desc nulls last` },
  { name: 'first page by name', sort: 'name', order: (sql) => sql`lower(d.name)` },
];

export const boardCalls: BoardCall[] = [
  {
    name: 'open the board: 50 cards × 8 stages and their totals',
    sql: (sql, place) => Promise.all([firstCards(sql, place), stageTotals(sql, place)]),
    http: (place) => get(board.get.path, place, `limit=${pageSize}`),
  },
  {
    name: 'totals of each stage',
    sql: (sql, place) => stageTotals(sql, place),
    http: (place) => get(board.totals.path, place),
  },
  {
    name: 'next page of a stage',
    sql: (sql, place) =>
      cards(
        sql,
        place,
        sql`select * from deals d where d.stage_id = ${place.stageId} and d.status = 'open' order by d.rank limit ${pageSize}`,
      ),
    http: (place) => get(board.page.path, place, `limit=${pageSize}`),
  },
  ...boardFilters.map(
    ({ name, filter, where, atOnce }): BoardCall => ({
      name: `board: ${name}`,
      sql: (sql, place) =>
        atOnce
          ? gatheredCards(sql, place, sql`${isOpenHere(sql, place)} and ${where(sql)}`)
          : Promise.all([
              firstCards(sql, place, where(sql)),
              sql`
                select d.stage_id, d.currency, count(*), sum(d.amount) from deals d
                where ${isOpenHere(sql, place)} and ${where(sql)} group by 1, 2`,
            ]),
      http: (place) => get(board.get.path, place, `limit=${pageSize}&filter=${filterOf(filter)}`),
    }),
  ),
  {
    name: 'board: search by the end of a phone',
    sql: (sql, place) => gatheredCards(sql, place, sql`d.id in (${found(sql, place)})`),
    http: (place) => get(board.get.path, place, `limit=${pageSize}&filter=${searchOf(place)}`),
  },
  ...listSorts.map(
    ({ name, sort, order }): BoardCall => ({
      name: `list: ${name}`,
      sql: (sql, place) => cards(sql, place, listed(sql, place, order(sql))),
      http: (place) => get(dealList.list.path, place, `${listQuery(place)}&sort=${sort}`),
    }),
  ),
  ...boardFilters.map(
    ({ name, filter, where }): BoardCall => ({
      name: `list: ${name}`,
      sql: (sql, place) => cards(sql, place, listed(sql, place, sql`d.created_at desc`, where(sql))),
      http: (place) => get(dealList.list.path, place, `${listQuery(place)}&filter=${filterOf(filter)}`),
    }),
  ),
  {
    name: 'list: search by the end of a phone',
    sql: (sql, place) =>
      cards(
        sql,
        place,
        sql`select d.* from deals d where d.id in (${found(sql, place)}) order by d.created_at desc limit ${listSize}`,
      ),
    http: (place) => get(dealList.list.path, place, `${listQuery(place)}&filter=${searchOf(place)}`),
  },
  {
    name: 'list: totals',
    sql: (sql, place) => stageTotals(sql, place),
    http: (place) => get(dealList.totals.path, place, `pipelineId=${place.pipelineId}`),
  },
  {
    name: 'open a deal',
    sql: (sql, { dealId, keyHash }) => sql`
      select d.*, c.*,
        (select permissions from api_keys where key_hash = ${keyHash} and revoked_at is null),
        (select json_agg(t order by t.due_at) from tasks t where t.deal_id = d.id) as tasks,
        (select json_agg(n order by n.id desc) from notes n where n.deal_id = d.id) as notes,
        (select json_agg(v order by v.id) from stage_visits v where v.deal_id = d.id) as visits,
        (select json_agg(o) from contacts o where o.person_id = c.person_id) as contacts,
        (select json_agg(i) from contacts o join identities i on i.contact_id = o.id where o.person_id = c.person_id) as identities,
        (select json_agg(v) from contacts o join conversations v on v.contact_id = o.id where o.person_id = c.person_id) as conversations,
        (select json_agg(e) from contacts o join deals e on e.contact_id = o.id where o.person_id = c.person_id) as deals
      from deals d left join contacts c on c.id = d.contact_id where d.id = ${dealId}`,
    http: (place) => get(deals.get.path, place),
  },
  {
    name: 'move a deal',
    sql: (sql, { dealId }, turn) => sql`
      with top as (
        select min(rank) as rank from deals where stage_id = ${targetStage(2 * turn)} and status = 'open'
      ), moved as (
        update deals set stage_id = ${targetStage(2 * turn)}, stage_entered_at = now(), updated_at = now(), version = version + 1
        from top where id = ${dealId} returning id, project_id, contact_id
      )
      insert into events (id, project_id, kind, deal_id, contact_id, actor, cause, payload, at)
      select ${`evt_0bench${turn}`}, project_id, 'deal.moved', id, contact_id, '{"kind":"system","reason":"bench"}', '{}', '{}', now()
      from moved`,
    http: (place, turn) => ({
      method: 'POST',
      path: fill(deals.move.path, place),
      body: { stageId: targetStage(2 * turn + 1) },
    }),
  },
];

/** All that a card shows of the deals `d`: contact, conversations of the person, next task; and what the caller may see. */
function cards(sql: Sql, { keyHash }: BoardPlace, source: PendingQuery<Row[]>) {
  return sql`
    select d.*, c.name as contact_name, c.phone, c.email, c.tags as contact_tags, c.responsible_id as contact_responsible_id,
      c.variables as contact_variables, talk.*, task.*
    from (select permissions from api_keys where key_hash = ${keyHash} and revoked_at is null) caller
    cross join (${source}) d
    left join contacts c on c.id = d.contact_id
    left join lateral (
      select v.channel_id, v.unread, v.last_message_at, v.last_message_text, i.unreachable
      from contacts o join conversations v on v.contact_id = o.id join identities i on i.id = v.identity_id
      where o.person_id = c.person_id
    ) talk on true
    left join lateral (
      select t.id as task_id, t.title as task_title, t.due_at as task_due_at from tasks t
      where t.deal_id = d.id and t.done_at is null order by t.due_at limit 1
    ) task on true`;
}

function firstCards(sql: Sql, place: BoardPlace, where = sql`true`) {
  return cards(
    sql,
    place,
    sql`select top.* from stages cross join lateral (
      select * from deals d where d.stage_id = stages.id and d.status = 'open' and ${where} order by d.rank limit ${pageSize}
    ) top where stages.pipeline_id = ${place.pipelineId}`,
  );
}

/** The first of each stage, with count and sum of all. */
function gatheredCards(sql: Sql, place: BoardPlace, where: PendingQuery<Row[]>) {
  return cards(
    sql,
    place,
    sql`select * from (
      select d.*, row_number() over (stage order by d.rank) as place, count(*) over stage, sum(d.amount) over stage
      from deals d where ${where} window stage as (partition by d.stage_id)
    ) d where place <= ${pageSize}`,
  );
}

function listed(sql: Sql, { projectId, pipelineId }: BoardPlace, order: PendingQuery<Row[]>, where = sql`true`) {
  return sql`
    select * from deals d where d.project_id = ${projectId} and d.pipeline_id = ${pipelineId} and d.status = 'open' and ${where}
    order by ${order} limit ${listSize}`;
}

/** Sums are for each currency: that all are of the pipeline's own is found out on the way. */
function stageTotals(sql: Sql, { pipelineId }: BoardPlace) {
  return sql`
    select stages.id, totals.* from stages cross join lateral (
      select count(*), sum(amount), count(*) filter (where currency <> 'RUB') as of_others
      from deals where deals.stage_id = stages.id and status = 'open'
    ) totals where stages.pipeline_id = ${pipelineId}`;
}

/** By the deal's own name or by its contact. */
function found(sql: Sql, place: BoardPlace) {
  const pattern = `%${place.phoneEnd}%`;
  const here = isOpenHere(sql, place);
  return sql`
    select d.id from deals d where ${here} and d.name ilike ${pattern}
    union
    select d.id from contacts c join deals d on d.contact_id = c.id
    where c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '') ilike ${pattern} and ${here}`;
}

function isOpenHere(sql: Sql, { pipelineId }: BoardPlace) {
  return sql`d.stage_id = any(array(select id from stages where pipeline_id = ${pipelineId})) and d.status = 'open'`;
}

/** Each move, theirs and ours, goes one stage further. */
function targetStage(move: number): string {
  return `stg_0bench${move % boardStages}`;
}

function listQuery({ pipelineId }: BoardPlace): string {
  return `pipelineId=${pipelineId}&limit=${listSize}`;
}

function filterOf(filter: DealFilter): string {
  return encodeURIComponent(filterText(filter) ?? '');
}

function searchOf({ phoneEnd }: BoardPlace): string {
  return filterOf({ search: phoneEnd });
}

function get(path: string, place: BoardPlace, query = ''): { method: 'GET'; path: string } {
  return { method: 'GET', path: `${fill(path, place)}${query && `?${query}`}` };
}

function fill(path: string, { projectId, pipelineId, stageId, dealId }: BoardPlace): string {
  return path
    .replace(':projectId', projectId)
    .replace(':pipelineId', pipelineId)
    .replace(':column', stageId)
    .replace(':dealId', dealId);
}

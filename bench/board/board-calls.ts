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
  deals: number;
}

/** One thing that the board's user waits for: through the API, and as the SQL that has to be paid in any case. */
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
  /** The same of the table `deals`. */
  where(sql: Sql): PendingQuery<Row[]>;
}

const boardFilters: Filtered[] = [
  {
    name: 'one tag (1 in 41)',
    filter: { conditions: [{ field: 'tags', op: 'any_of', value: ['vip'] }] },
    where: (sql) => sql`deals.tags @> array['vip']`,
  },
  {
    name: 'one responsible (1 in 10)',
    filter: { conditions: [{ field: 'responsible', op: 'any_of', value: ['mem_0bench3'] }] },
    where: (sql) => sql`deals.responsible_id = 'mem_0bench3'`,
  },
  {
    name: 'amounts of a range (1 in 20)',
    filter: { conditions: [{ field: 'amount', op: 'between', value: [50_000, 55_000] }] },
    where: (sql) => sql`deals.amount between 50000 and 55000`,
  },
];

const listSorts: { name: string; sort: string; order(sql: Sql): PendingQuery<Row[]> }[] = [
  { name: 'first page, newest first', sort: '-created', order: (sql) => sql`created_at desc` },
  { name: 'first page by amount', sort: '-amount', order: (sql) => sql`amount desc nulls last` },
  { name: 'first page by name', sort: 'name', order: (sql) => sql`lower(deals.name)` },
];

export const boardCalls: BoardCall[] = [
  {
    name: 'open the board: 50 cards × 8 stages and their totals',
    sql: async (sql, { pipelineId }) => {
      await sql`
        select cards.* from stages cross join lateral (
          select deals.*, contacts.name as contact_name, contacts.phone, contacts.email
          from deals left join contacts on contacts.id = deals.contact_id
          where deals.stage_id = stages.id and deals.status = 'open' order by deals.rank limit ${pageSize}
        ) cards where stages.pipeline_id = ${pipelineId}`;
      await stageTotals(sql, pipelineId);
    },
    http: (place) => get(board.get.path, place, `limit=${pageSize}`),
  },
  {
    name: 'totals of each stage',
    sql: (sql, { pipelineId }) => stageTotals(sql, pipelineId),
    http: (place) => get(board.totals.path, place),
  },
  {
    name: 'next page of a stage',
    sql: (sql, { stageId }) => sql`
      select deals.*, contacts.name as contact_name, contacts.phone, contacts.email
      from deals left join contacts on contacts.id = deals.contact_id
      where deals.stage_id = ${stageId} and deals.status = 'open' order by deals.rank limit ${pageSize}`,
    http: (place) => get(board.page.path, place, `limit=${pageSize}`),
  },
  ...boardFilters.map(
    ({ name, filter, where }): BoardCall => ({
      name: `board: ${name}`,
      sql: async (sql, { pipelineId }) => {
        const holds = where(sql);
        await sql`
        select cards.* from stages cross join lateral (
          select deals.*, contacts.name as contact_name, contacts.phone, contacts.email
          from deals left join contacts on contacts.id = deals.contact_id
          where deals.stage_id = stages.id and deals.status = 'open' and ${holds} order by deals.rank limit ${pageSize}
        ) cards where stages.pipeline_id = ${pipelineId}`;
        await sql`
        select stage_id, count(*), sum(amount) from deals
        where pipeline_id = ${pipelineId} and status = 'open' and ${holds} group by 1`;
      },
      http: (place) => get(board.get.path, place, `limit=${pageSize}&filter=${filterOf(filter)}`),
    }),
  ),
  {
    name: 'board: search by the end of a phone',
    sql: (sql, place) => searched(sql, place),
    http: (place) => get(board.get.path, place, `limit=${pageSize}&filter=${searchOf(place)}`),
  },
  ...listSorts.map(
    ({ name, sort, order }): BoardCall => ({
      name: `list: ${name}`,
      sql: (sql, { pipelineId }) => sql`
        select page.*, contacts.name as contact_name, contacts.phone, contacts.email from (
          select * from deals where pipeline_id = ${pipelineId} and status = 'open' and project_id = (select project_id from pipelines where id = ${pipelineId})
          order by ${order(sql)} limit ${listSize}
        ) page left join contacts on contacts.id = page.contact_id`,
      http: (place) => get(dealList.list.path, place, `${listed(place)}&sort=${sort}`),
    }),
  ),
  ...boardFilters.map(
    ({ name, filter, where }): BoardCall => ({
      name: `list: ${name}`,
      sql: (sql, { pipelineId }) => sql`
        select page.*, contacts.name as contact_name, contacts.phone, contacts.email from (
          select * from deals where pipeline_id = ${pipelineId} and status = 'open' and project_id = (select project_id from pipelines where id = ${pipelineId})
            and ${where(sql)}
          order by created_at desc limit ${listSize}
        ) page left join contacts on contacts.id = page.contact_id`,
      http: (place) => get(dealList.list.path, place, `${listed(place)}&filter=${filterOf(filter)}`),
    }),
  ),
  {
    name: 'list: search by the end of a phone',
    sql: (sql, place) => searched(sql, place),
    http: (place) => get(dealList.list.path, place, `${listed(place)}&filter=${searchOf(place)}`),
  },
  {
    name: 'list: totals',
    sql: (sql, { pipelineId }) => stageTotals(sql, pipelineId),
    http: (place) => get(dealList.totals.path, place, `pipelineId=${place.pipelineId}`),
  },
  {
    name: 'open a deal',
    sql: (sql, { dealId }) => sql`
      select deals.*, contacts.* from deals left join contacts on contacts.id = deals.contact_id
      where deals.id = ${dealId}`,
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

function stageTotals(sql: Sql, pipelineId: string) {
  return sql`
    select stages.id, totals.* from stages cross join lateral (
      select count(*), sum(amount) from deals where deals.stage_id = stages.id and status = 'open'
    ) totals where stages.pipeline_id = ${pipelineId}`;
}

/** Each move, theirs and ours, goes one stage further. */
function targetStage(move: number): string {
  return `stg_0bench${move % boardStages}`;
}

function searched(sql: Sql, place: BoardPlace) {
  return sql`
    select deals.*, contacts.name as contact_name from contacts join deals on deals.contact_id = contacts.id
    where contacts.name || ' ' || coalesce(contacts.phone, '') || ' ' || coalesce(contacts.email, '')
      ilike ${`%${phoneEnd(place)}%`} and deals.pipeline_id = ${place.pipelineId} limit ${pageSize}`;
}

function listed({ pipelineId }: BoardPlace): string {
  return `pipelineId=${pipelineId}&limit=${listSize}`;
}

function filterOf(filter: DealFilter): string {
  return encodeURIComponent(filterText(filter) ?? '');
}

function searchOf(place: BoardPlace): string {
  return filterOf({ search: phoneEnd(place) });
}

/** The last digits of a phone in the middle of the seed. */
function phoneEnd({ deals }: BoardPlace): string {
  return String(Math.floor(deals / 2)).padStart(7, '0');
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

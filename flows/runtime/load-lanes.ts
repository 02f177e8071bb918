import type { LaneArrival, LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import { type RowTable, rowFromJson } from '../../crm-core/work/row-table.ts';
import { type Row, tables } from '../../crm-core/work/tables.ts';
import type { Database } from '../../drizzle/client.ts';
import type { ChannelId, ProjectId } from '../../kernel/ids.ts';
import type { LaneMemory, LaneRows } from './lane-memory.ts';

/** Everything that the turns of one lane need, as it stood in one snapshot. */
export interface LoadedLane {
  lane: string;
  chatKey: string;
  channelId: ChannelId;
  projectId: ProjectId;
  configVersion: number;
  /** In order; at most `eventsPerTurn`. */
  events: PendingEvent[];
  /** Missing until the customer's first message. */
  conversation: Row<'conversations'> | undefined;
  /** Of the conversation; of a chat without one, the account of the same name (a private chat is called like its customer). */
  identity: Row<'identities'> | undefined;
  contact: Row<'contacts'> | undefined;
  person: Row<'people'> | undefined;
  /** Open deals of the person, newest first. */
  deals: Row<'deals'>[];
}

export interface PendingEvent {
  key: string;
  event: LaneEvent;
  order: number;
  /** Whether it lies in the inbox; else it has just arrived. */
  stored: boolean;
  attempts: number;
}

export const eventsPerTurn = 16;
const dealsPerPerson = 50;

/** What is asked of the inbox about each lane: SQL of `events` and of a condition on it. */
interface Question {
  events: string;
  only: string;
}

/** In order. A lane whose head waits after a failure is left out as a whole, so that order holds. */
const pending: Question = {
  events: `
    select json_agg(json_build_object('key', key, 'event', event, 'order', position, 'attempts', attempts)
        order by position, key) as events,
      coalesce(bool_or(visible_at > clock_timestamp()), false) as waits
    from (
      select * from inbox b where b.lane = l.lane and b.done_at is null order by b.position, b.key limit ${eventsPerTurn}
    ) pending`,
  only: 'e.events is not null and not e.waits',
};

/** Keys that were met before. A lane with something older to think about is left out. */
const met: Question = {
  events: `
    select (select json_agg(b.key) from inbox b where b.channel_id = l.channel_id and b.key = any(l.keys)) as events`,
  only: 'not exists (select from inbox b where b.lane = l.lane and b.done_at is null)',
};

/** One round trip for many lanes. No lock is taken: the commit compares versions. */
const statement = ({ events, only }: Question) => `
  select found.*, case when not found.known then json_build_object(
    'conversation', (select row_to_json(c) from conversations c where c.id = found.conversation_id),
    'identity', (select row_to_json(i) from identities i where i.id = found.identity_id),
    'contact', (select row_to_json(k) from contacts k where k.id = found.contact_id),
    'person', (select row_to_json(p) from people p where p.id = found.person_id),
    'deals', (select json_agg(row_to_json(d) order by d.id desc) from deals d where d.id = any(found.deal_ids))
  ) end as rows
  from (
    select l.lane, ch.id as channel_id, ch.project_id, pr.config_version, e.events, open.ids as deal_ids,
      c.id as conversation_id, i.id as identity_id, k.id as contact_id, p.id as person_id,
      l.print is not null and l.print = concat(c.version, '/', i.version, '/', k.version, '/', p.version, '/', open.print) as known
    from json_to_recordset($1::text::json) as l(lane text, channel_id text, keys text[], print text)
    cross join lateral (${events}) e
    join channels ch on ch.id = l.channel_id
    join projects pr on pr.id = ch.project_id
    left join conversations c on c.lane = l.lane
    left join lateral (
      select known.id, known.version, known.contact_id from identities known where known.id = c.identity_id
      union all
      select known.id, known.version, known.contact_id from identities known
      where c.id is null and known.channel_id = l.channel_id and known.external_id = substr(l.lane, length(l.channel_id) + 2)
    ) i on true
    left join contacts k on k.id = coalesce(c.contact_id, i.contact_id)
    left join people p on p.id = k.person_id
    left join lateral (
      select array_agg(id order by id desc) as ids, string_agg(id || ':' || version, ',' order by id desc) as print
      from (
        select d.id, d.version from contacts kk join deals d on d.contact_id = kk.id and d.status = 'open'
        where kk.person_id = p.id order by d.id desc limit ${dealsPerPerson}
      ) newest
    ) open on true
    where ${only}
  ) found`;

/** Lanes with something in the inbox. */
export async function loadLanes(db: Database, memory: LaneMemory, lanes: readonly string[]): Promise<LoadedLane[]> {
  const rows = await ask<Omit<PendingEvent, 'stored'>[]>(
    db,
    memory,
    statement(pending),
    lanes.map((lane) => ({ lane })),
  );
  return rows.map(({ events, ...lane }) => ({ ...lane, events: events.map((event) => ({ ...event, stored: true })) }));
}

/** Lanes that events have just arrived for, without those events that were met before. */
export async function loadArrivals(
  db: Database,
  memory: LaneMemory,
  arrivals: ReadonlyMap<string, readonly LaneArrival[]>,
): Promise<LoadedLane[]> {
  const asked = [...arrivals].map(([lane, events]) => ({ lane, keys: events.map(({ key }) => key) }));
  const rows = await ask<string[] | null>(db, memory, statement(met), asked);
  return rows.map(({ events: known, ...lane }) => ({
    ...lane,
    events: fresh(arrivals.get(lane.lane) ?? [], known ?? []),
  }));
}

/** In order, each once. */
function fresh(arrivals: readonly LaneArrival[], known: readonly string[]): PendingEvent[] {
  const left = new Map(arrivals.map((arrival) => [arrival.key, arrival]));
  for (const key of known) left.delete(key);
  return [...left.values()]
    .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
    .map(({ key, event, order }) => ({ key, event, order, stored: false, attempts: 0 }));
}

async function ask<Events>(
  db: Database,
  memory: LaneMemory,
  text: string,
  lanes: readonly { lane: string; keys?: string[] }[],
): Promise<(Omit<LoadedLane, 'events'> & { events: Events })[]> {
  const prints = memory.fingerprints(lanes.map(({ lane }) => lane));
  const asked = lanes.map((one, at) => ({
    ...one,
    channel_id: one.lane.slice(0, one.lane.indexOf(':')),
    print: prints[at],
  }));
  const remembered = new Map(lanes.map(({ lane }) => [lane, memory.get(lane)]));
  const rows = await db.hot.unsafe<LaneRow<Events>[]>(text, [JSON.stringify(asked)], { prepare: true });
  return rows.map((row) => toLane(row, row.known ? remembered.get(row.lane) : undefined));
}

interface LaneRow<Events> {
  lane: string;
  channel_id: ChannelId;
  project_id: ProjectId;
  config_version: number;
  events: Events;
  /** The rows are those that this process remembers; they were not sent. */
  known: boolean;
  rows: {
    conversation: Json | null;
    identity: Json | null;
    contact: Json | null;
    person: Json | null;
    deals: Json[] | null;
  } | null;
}

type Json = Record<string, unknown>;

function toLane<Events>(
  row: LaneRow<Events>,
  remembered: LaneRows | undefined,
): Omit<LoadedLane, 'events'> & { events: Events } {
  return {
    lane: row.lane,
    chatKey: row.lane.slice(row.lane.indexOf(':') + 1),
    channelId: row.channel_id,
    projectId: row.project_id,
    configVersion: row.config_version,
    events: row.events,
    ...(remembered ?? rowsOf(row.rows)),
  };
}

function rowsOf(rows: LaneRow<unknown>['rows']): LaneRows {
  return {
    conversation: fromJson(tables.conversations, rows?.conversation),
    identity: fromJson(tables.identities, rows?.identity),
    contact: fromJson(tables.contacts, rows?.contact),
    person: fromJson(tables.people, rows?.person),
    deals: (rows?.deals ?? []).map((deal) => rowFromJson(tables.deals, deal)),
  };
}

function fromJson<Table extends RowTable['table']>(
  table: RowTable<Table>,
  json: Json | null | undefined,
): Table['$inferSelect'] | undefined {
  return json ? rowFromJson(table, json) : undefined;
}

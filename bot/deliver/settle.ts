import type { OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { arrayLiteral } from '../../drizzle/array-literal.ts';
import type { Database } from '../../drizzle/client.ts';
import { columnSource, columnValues, type SourceColumn } from '../../drizzle/column-source.ts';
import type { ChannelId, ConversationId, MessageId, OutboxId } from '../../kernel/ids.ts';

/** A message that this process is sending. */
export interface Sending {
  id: OutboxId;
  messageId: MessageId;
  lane: string;
  chatKey: string;
  message: OutgoingMessage;
  urgency: 'reply' | 'notice';
  attempts: number;
  unknowns: number;
  partsSent: string[] | null;
}

/** What has become of one. */
export interface Settled {
  id: OutboxId;
  messageId: MessageId;
  /** `queued`: once more after `waitMs`. `held`: a human decides. */
  outcome: 'sent' | 'failed' | 'queued' | 'held';
  providerId: string | null;
  error: string | null;
  waitMs: number;
  /** Its fate is not known: whatever is done next may show it twice. */
  unknown: boolean;
  partsSent: string[] | null;
}

const fateColumns: SourceColumn<Settled>[] = [
  { name: 'id', type: 'text', nullable: false, of: (fate) => fate.id },
  { name: 'message_id', type: 'text', nullable: false, of: (fate) => fate.messageId },
  { name: 'outcome', type: 'text', nullable: false, of: (fate) => fate.outcome },
  { name: 'provider_id', type: 'text', nullable: true, of: (fate) => fate.providerId },
  { name: 'error', type: 'text', nullable: true, of: (fate) => fate.error },
  { name: 'wait_ms', type: 'integer', nullable: false, of: (fate) => fate.waitMs },
  { name: 'unknown', type: 'boolean', nullable: false, of: (fate) => fate.unknown },
  { name: 'parts_sent', type: 'json', nullable: true, of: (fate) => fate.partsSent },
];

/**
 * Writes the fates and takes the next message of each lane, in one round trip. Every write of an owner carries the fence
 * of his lease; a positive answer counts even if the lease was lost meanwhile, unless the next owner is already sending.
 */
const statement = `
  with f as materialized (select * from ${columnSource(fateColumns, 4)} fates),
  gone as (
    delete from outbox o using f
    where o.id = f.id and f.outcome in ('sent', 'failed') and (o.fence = $2 or o.status <> 'sending')
  ),
  back as (
    update outbox o set status = f.outcome, fence = null, error = f.error, unknowns = o.unknowns + f.unknown::int,
      parts_sent = coalesce(f.parts_sent, o.parts_sent),
      not_before = case when f.wait_ms > 0 then clock_timestamp() + f.wait_ms * interval '1 millisecond' end
    from f where o.id = f.id and f.outcome in ('queued', 'held') and o.fence = $2
  ),
  told as (
    update messages m set
      status = case f.outcome when 'queued' then m.status when 'held' then 'unknown' else f.outcome end,
      provider_id = coalesce(f.provider_id, m.provider_id), error = f.error,
      repeats = m.repeats + (f.unknown and f.outcome = 'queued')::int
    from f where m.id = f.message_id
    returning m.conversation_id
  ),
  head as materialized (
    select l.lane, first.id, first.status, first.not_before
    from unnest($3::text[]) as l(lane)
    cross join lateral (
      select q.id, q.status, q.not_before from outbox q
      where q.channel_id = $1 and q.lane = l.lane and q.status <> 'held'
        and not exists (select 1 from f where f.id = q.id and f.outcome <> 'queued')
      order by q.position limit 1
    ) first
  ),
  next as (
    update outbox o set status = 'sending', fence = $2, attempts = o.attempts + 1
    from head
    where o.id = head.id and head.status = 'queued' and o.status = 'queued'
      and (head.not_before is null or head.not_before <= clock_timestamp())
      and exists (select 1 from channels c where c.id = $1 and c.lease_fence = $2)
    returning o.id, o.message_id as "messageId", o.lane, o.chat_key as "chatKey", o.message, o.urgency, o.attempts,
      o.unknowns, o.parts_sent as "partsSent"
  )
  select (select array_agg(distinct conversation_id) from told) as conversations,
    (select json_agg(row_to_json(next)) from next) as next,
    (select json_agg(json_build_object('lane', lane, 'id', id,
        'waitMs', case when not_before > clock_timestamp() then ceil(extract(epoch from not_before - clock_timestamp()) * 1000) end))
      from head where not exists (select 1 from next where next.id = head.id)) as blocked`;

/** A lane whose oldest message may not be claimed: it waits for its time, or is being sent. */
export interface Blocked {
  lane: string;
  id: OutboxId;
  waitMs: number | null;
}

export async function settle(
  db: Database,
  lease: { channelId: ChannelId; fence: number },
  settled: readonly Settled[],
  lanes: readonly string[],
): Promise<{ conversations: ConversationId[]; next: Sending[]; blocked: Blocked[] }> {
  // A message that is about to be sent must be known to the disk; a "sent" mark that is lost makes it a doubtful one.
  const pool = lanes.length > 0 ? db.hot : db.relaxed;
  const parameters = [lease.channelId, lease.fence, arrayLiteral(lanes), ...columnValues(fateColumns, settled)];
  const [row] = await pool.unsafe<
    { conversations: ConversationId[] | null; next: Sending[] | null; blocked: Blocked[] | null }[]
  >(statement, parameters, { prepare: true });
  return { conversations: row?.conversations ?? [], next: row?.next ?? [], blocked: row?.blocked ?? [] };
}

export const mostLanes = 5_000;

/** Lanes of a channel with something to send, now or later. */
export async function findQueuedLanes(db: Database, channelId: ChannelId): Promise<string[]> {
  const rows = await db.sql<{ lane: string }[]>`
    select distinct lane from outbox where channel_id = ${channelId} and status = 'queued' limit ${mostLanes}`;
  return rows.map((row) => row.lane);
}

export type Stray = Pick<Sending, 'id' | 'messageId' | 'partsSent'>;

/** What is being sent under this lease. */
export async function findSending(
  db: Database,
  { channelId, fence }: { channelId: ChannelId; fence: number },
): Promise<Stray[]> {
  return db.sql<Stray[]>`
    select id, message_id as "messageId", parts_sent as "partsSent" from outbox
    where channel_id = ${channelId} and status = 'sending' and fence = ${fence}`;
}

/**
 * What an earlier owner was sending when he vanished: sent or not, nobody knows. By the channel's policy it is tried
 * again, and flagged, or held for a human (DESIGN §4.6). Returns how many there were.
 */
export async function settleOrphans(
  db: Database,
  lease: { channelId: ChannelId; fence: number },
  policy: { status: 'queued' | 'held'; waitMs: number },
): Promise<number> {
  const orphans = await db.sql`
    with orphans as (
      update outbox set status = ${policy.status}, fence = null, unknowns = unknowns + 1,
        error = 'the process ended while sending',
        not_before = clock_timestamp() + ${policy.waitMs} * interval '1 millisecond'
      where channel_id = ${lease.channelId} and status = 'sending' and (fence is null or fence < ${lease.fence})
      returning message_id
    )
    update messages m set repeats = m.repeats + 1, status = case when ${policy.status} = 'held' then 'unknown' else m.status end
    from orphans where m.id = orphans.message_id`;
  return orphans.count;
}

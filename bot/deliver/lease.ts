import { rowFromJson } from '../../crm-core/work/row-table.ts';
import { tables } from '../../crm-core/work/tables.ts';
import type { Database } from '../../drizzle/client.ts';
import type { channels } from '../../drizzle/schema/index.ts';
import type { ChannelId } from '../../kernel/ids.ts';

export type ChannelRow = typeof channels.$inferSelect;

/** A process that stops without a word is missed after this long. */
export const leaseSeconds = 15;

/** Takes every switched-on channel that nobody owns. The fence grows, so that a former owner who wakes up late writes nothing. */
export async function takeLeases(db: Database, owner: string): Promise<ChannelRow[]> {
  const rows = await db.sql<{ channel: Record<string, unknown> }[]>`
    update channels c set lease_owner = ${owner}, lease_fence = lease_fence + 1,
      lease_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    where c.id in (
      select id from channels where enabled and (lease_until is null or lease_until < clock_timestamp())
      for update skip locked
    )
    returning row_to_json(c) as channel`;
  return rows.map((row) => rowFromJson(tables.channels, row.channel));
}

/** Extends what is still ours. Returns the rows as they stand: switched off, changed or lost ones are for the caller to see. */
export async function renewLeases(db: Database, owner: string, ids: readonly ChannelId[]): Promise<ChannelRow[]> {
  const rows = await db.sql<{ channel: Record<string, unknown> }[]>`
    update channels c set lease_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    where id = any(${[...ids]}) and lease_owner = ${owner}
    returning row_to_json(c) as channel`;
  return rows.map((row) => rowFromJson(tables.channels, row.channel));
}

export async function releaseLease(db: Database, owner: string, id: ChannelId): Promise<void> {
  await db.sql`
    update channels set lease_owner = null, lease_until = null where id = ${id} and lease_owner = ${owner}`;
}

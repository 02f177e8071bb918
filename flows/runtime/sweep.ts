import type { Database } from '../../drizzle/client.ts';
import type { EffectId } from '../../kernel/ids.ts';

/** Wake-ups are only hints; this finds what a lost one left behind (DESIGN §4.2). */
export async function findPending(db: Database): Promise<{ lanes: string[]; effects: EffectId[] }> {
  const lanes = await db.sql<{ lane: string }[]>`
    select lane from inbox where done_at is null group by lane
    having not coalesce(bool_or(visible_at > clock_timestamp()), false) limit 5000`;
  const effects = await db.sql<{ id: EffectId }[]>`
    select id from effects
    where status <> 'done' and (status = 'queued' or lease_until < clock_timestamp())
      and (not_before is null or not_before <= clock_timestamp())
    order by id limit 1000`;
  return { lanes: lanes.map((row) => row.lane), effects: effects.map((row) => row.id) };
}

/** Messengers repeat deliveries for a day, WhatsApp for a week: what was seen is remembered for two. */
const rememberedDays = 14;

/** Forgets old done events, some thousands at a time, so that no statement holds the table for long. Returns how many. */
export async function forgetDone(db: Database): Promise<number> {
  const gone = await db.sql`
    delete from inbox where (channel_id, key) in (
      select channel_id, key from inbox
      where done_at < clock_timestamp() - ${rememberedDays} * interval '1 day' limit 5000
    )`;
  return gone.count;
}

import type { Database } from '../../drizzle/client.ts';

const batch = 500;

/** Timers sort behind whatever the customer has said by then. */
const position = 9_000_000_000_000_000;

const statement = `
  with due as (
    delete from timers where id in (
      select id from timers where fire_at <= $1::text::timestamptz order by fire_at limit ${batch} for update skip locked
    ) returning *
  )
  insert into inbox (channel_id, key, lane, position, event)
  select channel_id, 'timer:' || id || ':' || generation, lane, ${position},
    json_build_object('kind', 'timer', 'name', name, 'generation', generation, 'data', data)
  from due
  on conflict do nothing
  returning lane`;

/** Turns due timers into events of their lanes, in one statement: a timer is never lost between the two. Returns the lanes. */
export async function fireTimers(db: Database, now: Date): Promise<string[]> {
  const lanes = new Set<string>();
  for (;;) {
    const rows = await db.sql.unsafe<{ lane: string }[]>(statement, [now.toISOString()], { prepare: true });
    for (const row of rows) lanes.add(row.lane);
    if (rows.length < batch) return [...lanes];
  }
}

import type { Database } from '../../../drizzle/client.ts';
import { rememberedDays } from './undo-mass.ts';

/** Forgets what can no longer be taken back, and with it the files of deals that stay deleted. Some at a time. */
export async function forgetMass(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - rememberedDays * 86_400_000).toISOString();
  const old = await db.sql<{ id: string }[]>`
    select id from mass_actions where created_at < ${before}::timestamptz order by created_at limit 200`;
  for (const { id } of old) {
    await db.sql`
      with lost as (
        select file ->> 'id' as id from mass_items, jsonb_array_elements(memory -> 'rows' -> 'files') file
        where mass_action_id = ${id} and state in ('done', 'kept') and memory ->> 'kind' = 'deleted'
      ), gone as (
        delete from files where id in (select id from lost) and deal_id is null and contact_id is null
      )
      delete from mass_actions where id = ${id}`;
  }
}

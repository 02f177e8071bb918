import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { EffectResult } from '../../crm-core/conversations/lane-event.ts';
import type { Database } from '../../drizzle/client.ts';
import type { effects } from '../../drizzle/schema/index.ts';
import type { EffectId } from '../../kernel/ids.ts';
import type { FetchOutcome, SafeFetch } from './safe-fetch.ts';

type Claimed = Pick<typeof effects.$inferSelect, 'id' | 'attempts'> & { request: EffectRequest; orphaned: boolean };

const maxAttempts = 3;
/** Longer than the longest call: a lease that runs out means that its process is gone. */
const leaseSeconds = 45;

/** Carries out calls to the world that turns asked for. Each answer becomes one event of its lane. Returns the lanes. */
export async function runEffects(db: Database, fetcher: SafeFetch, ids: readonly string[]): Promise<string[]> {
  const claimed = await claim(db, ids);
  const lanes = await Promise.all(claimed.map((effect) => carryOut(db, fetcher, effect)));
  return lanes.filter((lane) => lane !== undefined);
}

async function claim(db: Database, ids: readonly string[]): Promise<Claimed[]> {
  return db.sql<Claimed[]>`
    update effects e set status = 'running', attempts = e.attempts + 1,
      lease_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    from (
      select id, status = 'running' as orphaned from effects
      where id = any(${[...ids]}) and status <> 'done'
        and (status = 'queued' or lease_until < clock_timestamp())
        and (not_before is null or not_before <= clock_timestamp())
      for update skip locked
    ) before
    where e.id = before.id
    returning e.id, e.attempts, e.request, before.orphaned`;
}

async function carryOut(db: Database, fetcher: SafeFetch, effect: Claimed): Promise<string | undefined> {
  if (effect.orphaned && !effect.request.repeatable) {
    return answer(db, effect.id, { kind: 'failed', why: 'the call was interrupted; whether it arrived is not known' });
  }
  const outcome = await fetcher.fetch(effect.request, effect.id);
  if (effect.attempts < maxAttempts && mayRepeat(outcome, effect.request)) return postpone(db, effect);
  return answer(db, effect.id, toResult(outcome));
}

function mayRepeat(outcome: FetchOutcome, request: EffectRequest): boolean {
  if (outcome.kind === 'failed') return !outcome.sent || request.repeatable;
  return outcome.kind === 'answered' && outcome.status >= 500 && request.repeatable;
}

function toResult(outcome: FetchOutcome): EffectResult {
  if (outcome.kind !== 'answered') return { kind: 'failed', why: outcome.why };
  const { status, body } = outcome;
  return status < 400 ? { kind: 'ok', status, body } : { kind: 'failed', why: `answered ${status}`, status };
}

async function postpone(db: Database, effect: Claimed): Promise<undefined> {
  await db.sql`
    update effects set status = 'queued', lease_until = null,
      not_before = clock_timestamp() + ${2 ** effect.attempts} * interval '1 second'
    where id = ${effect.id} and status = 'running'`;
}

/** Finishes the effect and tells its lane, in one statement; a second answer to the same effect changes nothing. */
async function answer(db: Database, id: EffectId, result: EffectResult): Promise<string | undefined> {
  const event = JSON.stringify({ kind: 'effect', effectId: id, result });
  const [row] = await db.sql<{ lane: string }[]>`
    with done as (
      update effects set status = 'done', lease_until = null where id = ${id} and status = 'running' returning *
    )
    insert into inbox (channel_id, key, lane, position, event)
    select channel_id, 'effect:' || id, lane, 9000000000000000, ${event}::text::json from done
    on conflict do nothing returning lane`;
  return row?.lane;
}

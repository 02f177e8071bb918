import type { Runtime } from './lane-turn.ts';
import type { LoadedLane, PendingEvent } from './load-lanes.ts';

const maxAttempts = 5;

/**
 * Counts a failed turn on the lane's head: it waits 1, 2, 4 … seconds, and after five attempts it is parked with its error
 * for a human, so that what the customer writes next is heard.
 */
export async function failLane(runtime: Runtime, lane: LoadedLane, head: PendingEvent, error: unknown): Promise<void> {
  const why = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  const attempts = head.attempts + 1;
  const { sql } = runtime.core.db;
  if (attempts < maxAttempts) {
    const waitSeconds = 2 ** head.attempts;
    await sql`
      update inbox set attempts = ${attempts}, visible_at = clock_timestamp() + ${waitSeconds} * interval '1 second'
      where channel_id = ${lane.channelId} and key = ${head.key} and done_at is null`;
    return;
  }
  await sql.begin(async (tx) => {
    await tx`
      update inbox set attempts = ${attempts}, parked = ${why}, done_at = clock_timestamp()
      where channel_id = ${lane.channelId} and key = ${head.key} and done_at is null`;
    await tx`
      update conversations set attention = ${`failed: ${why}`}, version = version + 1 where lane = ${lane.lane}`;
  });
  runtime.wakeLanes([lane.lane]);
}

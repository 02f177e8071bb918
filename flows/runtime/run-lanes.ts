import type { LaneArrival } from '../../crm-core/conversations/lane-event.ts';
import { ConflictError, commitWorks } from '../../crm-core/work/commit-work.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { isDatabaseAway } from '../../drizzle/client.ts';
import { log } from '../../kernel/log.ts';
import { failLane } from './fail-lane.ts';
import { decideLane, type LaneTurn, type Runtime } from './lane-turn.ts';
import { eventsPerTurn, type LoadedLane, loadArrivals, loadLanes, type PendingEvent } from './load-lanes.ts';

/**
 * The turns of many lanes: one load, a decision for each lane, one commit (DESIGN §4). What goes wrong in one lane stays
 * in it: the batch is split until the lane stands alone, and only then its head is counted as failed.
 */
export async function runLanes(runtime: Runtime, lanes: readonly string[]): Promise<void> {
  const loaded = await loadLanes(runtime.core.db, runtime.memory, lanes);
  const decided: Decided[] = [];
  for (const lane of loaded) {
    const turn = await decide(runtime, lane, lane.events);
    if (turn) decided.push(turn);
  }
  await commit(runtime, decided);
  // A full load may have left more behind.
  const more = loaded.filter((lane) => lane.events.length === eventsPerTurn).map((lane) => lane.lane);
  if (more.length > 0) runtime.wakeLanes(more);
}

/**
 * The same for events that have just arrived, without a stay in the inbox: the commit that handles an event also stores
 * it, as done. Answers the lanes that it left alone, for whatever reason: their events have to wait in the inbox like
 * all others, and nothing of them has happened.
 */
export async function runArrivals(runtime: Runtime, arrivals: readonly LaneArrival[]): Promise<Set<string>> {
  const byLane = new Map<string, LaneArrival[]>();
  for (const arrival of arrivals) byLane.set(arrival.lane, [...(byLane.get(arrival.lane) ?? []), arrival]);
  const left = new Set(byLane.keys());
  const loaded = await loadArrivals(runtime.core.db, runtime.memory, byLane);
  const decided: Decided[] = [];
  for (const lane of loaded) {
    const { events } = lane;
    if (events.length === 0) left.delete(lane.lane);
    else if (events.length <= eventsPerTurn) {
      const turn = await decideLane(runtime, lane, events).catch((error) => {
        if (isDatabaseAway(error)) throw error;
        return undefined;
      });
      if (turn) decided.push({ turn, events });
    }
  }
  const { together } = withoutOverlap(decided);
  for (const { turn } of together) left.delete(turn.loaded.lane);
  await commitTogether(runtime, together, async ({ turn }) => void left.add(turn.loaded.lane));
  return left;
}

interface Decided {
  turn: LaneTurn;
  events: readonly PendingEvent[];
}

/** An event that cannot be thought about must not hold up those before it: the lane is tried again with its head alone. */
async function decide(
  runtime: Runtime,
  lane: LoadedLane,
  events: readonly PendingEvent[],
): Promise<Decided | undefined> {
  try {
    return { turn: await decideLane(runtime, lane, events), events };
  } catch (error) {
    await handleFailure(runtime, lane, events, error);
    return undefined;
  }
}

async function handleFailure(
  runtime: Runtime,
  lane: LoadedLane,
  events: readonly PendingEvent[],
  error: unknown,
): Promise<void> {
  if (isDatabaseAway(error)) throw error;
  const [head] = events;
  if (!head) return;
  if (events.length > 1) {
    const alone = await decide(runtime, lane, [head]);
    if (alone) await commit(runtime, [alone]);
    return runtime.wakeLanes([lane.lane]);
  }
  log.error({ err: error, lane: lane.lane, event: head.event.kind }, 'a turn failed');
  await failLane(runtime, lane, head, error);
}

/** Commits together what can be committed together; works that touch the same row follow one after the other. */
async function commit(runtime: Runtime, decided: readonly Decided[]): Promise<void> {
  const { together, later } = withoutOverlap(decided);
  await commitTogether(runtime, together, async ({ turn, events }, error) => {
    if (error instanceof ConflictError) runtime.wakeLanes([turn.loaded.lane]);
    else await handleFailure(runtime, turn.loaded, events, error);
  });
  // Decided on rows that have just changed: think again.
  if (later.length > 0) runtime.wakeLanes(later.map(({ turn }) => turn.loaded.lane));
}

/** Halves what cannot be committed as a whole, until what is to blame stands alone. */
async function commitTogether(
  runtime: Runtime,
  decided: readonly Decided[],
  refused: (one: Decided, error: unknown) => Promise<void>,
): Promise<void> {
  if (decided.length === 0) return;
  const works = decided.map(({ turn }) => turn.work);
  try {
    await commitWorks(runtime.core.db, works);
  } catch (error) {
    if (isDatabaseAway(error)) {
      runtime.doubtLanes(decided.map(({ turn }) => turn.loaded.lane));
      throw error;
    }
    const [only, ...others] = decided;
    if (!only) return;
    if (others.length > 0) {
      const half = Math.ceil(decided.length / 2);
      await commitTogether(runtime, decided.slice(0, half), refused);
      await commitTogether(runtime, decided.slice(half), refused);
    } else await refused(only, error);
    return;
  }
  for (const { turn } of decided) runtime.memory.keep(turn);
  runtime.core.committed(works);
}

function withoutOverlap(decided: readonly Decided[]): { together: Decided[]; later: Decided[] } {
  if (decided.length === 1) return { together: [...decided], later: [] };
  const taken = new Set<string>();
  const together: Decided[] = [];
  const later: Decided[] = [];
  for (const one of decided) {
    const keys = writtenKeys(one.turn.work);
    if (keys.some((key) => taken.has(key))) later.push(one);
    else {
      for (const key of keys) taken.add(key);
      together.push(one);
    }
  }
  return { together, later };
}

/** Of the rows that others may write too. */
function writtenKeys(work: Work): string[] {
  const keys: string[] = [];
  for (const [, { table, changes }] of work.changed()) {
    if (!table.versioned) continue;
    for (const [key, { kind }] of changes) if (kind !== 'insert') keys.push(key);
  }
  return keys;
}

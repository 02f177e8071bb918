import { emptyState } from '../../crm-core/conversations/conversation-state.ts';
import type { TraceStep } from '../../crm-core/conversations/turn-trace.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { Work } from '../../crm-core/work/work.ts';
import { type ChannelId, type ConversationId, newId, type TurnId } from '../../kernel/ids.ts';
import type { FlowAt } from '../engine/turn.ts';
import type { FlowVersions } from './flow-versions.ts';
import type { LaneMemory } from './lane-memory.ts';
import type { LoadedLane, PendingEvent } from './load-lanes.ts';
import { takeEvent } from './take-event.ts';

export interface Runtime {
  core: Core;
  versions: FlowVersions;
  memory: LaneMemory;
  /**
   * The fence of the lease under which this very process sends for this lane, when the lane is idle: its next message is
   * then committed as "being sent" and saves a round trip. Undefined: it is queued and claimed by whoever sends.
   */
  directFence(channelId: ChannelId, lane: string): number | undefined;
  wakeLanes(lanes: string[]): void;
  /** The answer to a commit was lost: messages of these lanes may be ours without anybody here knowing. */
  doubtLanes(lanes: string[]): void;
}

/** One lane during one turn: what was loaded, and the work that its events fill. */
export interface LaneTurn {
  runtime: Runtime;
  loaded: LoadedLane;
  work: Work;
  turnId: TurnId;
  flows: readonly FlowAt[];
  fence: number | undefined;
  conversationId: ConversationId | undefined;
  steps: TraceStep[];
}

/** Lets the events of a lane happen, in order, on one `Work`. Nothing is written before the work is committed. */
export async function decideLane(
  runtime: Runtime,
  loaded: LoadedLane,
  events: readonly PendingEvent[],
): Promise<LaneTurn> {
  const turn = await openTurn(runtime, loaded);
  for (const pending of events) {
    await takeEvent(turn, pending);
    markDone(turn, pending);
  }
  closeTurn(turn, events);
  await runtime.core.beforeCommit(turn.work);
  return turn;
}

async function openTurn(runtime: Runtime, loaded: LoadedLane): Promise<LaneTurn> {
  const { core, versions } = runtime;
  const config = await core.configs.at(loaded.projectId, loaded.configVersion);
  await versions.load([loaded.conversation?.state ?? emptyState]);
  const work = new Work({ db: core.db, config, actor: systemActor('intake'), now: core.clock.now() });
  if (loaded.conversation) work.conversations.seed([loaded.conversation]);
  if (loaded.identity) work.identities.seed([loaded.identity]);
  if (loaded.contact) work.contacts.seed([loaded.contact]);
  if (loaded.person) work.people.seed([loaded.person]);
  work.deals.seed(loaded.deals);
  return {
    runtime,
    loaded,
    work,
    turnId: newId('turn'),
    flows: versions.published(config),
    fence: runtime.directFence(loaded.channelId, loaded.lane),
    conversationId: loaded.conversation?.id,
    steps: [],
  };
}

function markDone({ work, loaded }: LaneTurn, { key, event, order, stored, attempts }: PendingEvent): void {
  const row: Row<'inbox'> = {
    channelId: loaded.channelId,
    key,
    lane: loaded.lane,
    position: order,
    event,
    receivedAt: work.now,
    attempts,
    visibleAt: null,
    doneAt: null,
    parked: null,
  };
  if (stored) {
    work.inbox.seed([row]);
    work.inbox.update(`${loaded.channelId}\u001f${key}`, { doneAt: work.now });
  } else work.arrivals.insert({ ...row, doneAt: work.now });
}

/** Keeps the trace, and makes sure that the conversation's version moves: it is the guard of everything above. */
function closeTurn(turn: LaneTurn, events: readonly PendingEvent[]): void {
  const { work, conversationId } = turn;
  if (!conversationId) return;
  work.conversations.touch(conversationId);
  if (turn.steps.length === 0) return;
  work.turns.insert({
    id: turn.turnId,
    projectId: work.projectId,
    conversationId,
    failed: turn.steps.some((step) => step.kind === 'stopped'),
    trace: { events: events.map(({ key, event }) => ({ key, kind: event.kind })), steps: turn.steps },
    at: work.now,
  });
}

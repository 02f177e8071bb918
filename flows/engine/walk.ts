import type { ConversationState, Frame, OpenChoice } from '../../crm-core/conversations/conversation-state.ts';
import type { LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import type { TraceStep } from '../../crm-core/conversations/turn-trace.ts';
import type { FlowVersionId } from '../../kernel/ids.ts';
import type { Scope, Value } from '../expressions/value.ts';
import type { CompiledBlock } from '../graph/compile-flow.ts';
import { type Listeners, listenersOf } from './listeners.ts';
import type { FlowAt, Turn } from './turn.ts';

/** One event on its way through the flows: a copy of the state that may be changed, and what was done so far. */
export interface Walk {
  readonly turn: Turn;
  readonly speaker: 'bot' | 'human';
  readonly flows: readonly FlowAt[];
  readonly listeners: Listeners;
  readonly steps: TraceStep[];
  stack: Frame[];
  choices: OpenChoice[];
  once: string[];
  budget: ConversationState['budget'];
  requestShown: boolean;
  /** Blocks entered and messages said in this turn. */
  entered: number;
  said: number;
  /** Blocks that left by their error port in this turn: a second time would be a loop. */
  readonly failed: Set<string>;
}

/** Where a run stands: its frame with the block found. */
export interface Place {
  frame: Frame;
  flowAt: FlowAt;
  block: CompiledBlock;
}

export interface WalkInput {
  /** Never changed; the new state is in the answer. */
  state: ConversationState;
  event: LaneEvent;
  /** Who holds the conversation (PRODUCT D27). */
  speaker: 'bot' | 'human';
  /** Published and switched on, in order. The same array for the same flows makes turns cheaper. */
  flows: readonly FlowAt[];
  turn: Turn;
}

export function beginWalk({ state, event, speaker, flows, turn }: WalkInput): Walk {
  return {
    turn,
    speaker,
    flows,
    listeners: listenersOf(flows),
    steps: [],
    stack: state.stack.map((frame) => ({ ...frame })),
    choices: [...state.choices],
    once: state.once,
    budget: freshBudget(state.budget, event, turn.now),
    requestShown: state.requestShown ?? false,
    entered: 0,
    said: 0,
    failed: new Set(),
  };
}

export function stateOf({ stack, choices, budget, once, requestShown }: Walk): ConversationState {
  return { version: 1, stack, choices, budget, once, ...(requestShown && { requestShown }) };
}

/** Undefined when the version is gone, or has no such block: the builder moved the conversation carelessly. */
export function placeOf(walk: Walk, frame: Frame): Place | undefined {
  const flowAt = flowOf(walk, frame.versionId);
  const block = flowAt?.flow.blocks.get(frame.blockId);
  return flowAt && block && { frame, flowAt, block };
}

export function flowOf({ flows, turn }: Walk, versionId: FlowVersionId): FlowAt | undefined {
  return flows.find((flowAt) => flowAt.versionId === versionId) ?? turn.version(versionId);
}

/** What expressions read in a run with these values. */
export function scopeOf({ turn }: Walk, local: Record<string, Value>): Scope {
  return new RunScope(turn, local);
}

/** Most expressions read little of it. */
class RunScope implements Scope {
  readonly local: Record<string, Value>;
  readonly now: Date;
  readonly timeZone: string;
  readonly #turn: Turn;

  constructor(turn: Turn, local: Record<string, Value>) {
    this.local = local;
    this.now = turn.now;
    this.timeZone = turn.project.timeZone;
    this.#turn = turn;
  }

  get deal() {
    return this.#turn.variables().deal;
  }

  get contact() {
    return this.#turn.variables().contact;
  }

  get project() {
    return this.#turn.variables().project;
  }
}

const windowMs = 10 * 60_000;

/** A word of the customer, or ten minutes, and the count of blocks begins anew. */
function freshBudget(budget: ConversationState['budget'], event: LaneEvent, now: Date): ConversationState['budget'] {
  const isCustomers = event.kind === 'message' || event.kind === 'choice' || event.kind === 'contact_shared';
  const isOver = now.getTime() - Date.parse(budget.since) >= windowMs;
  return isCustomers || isOver ? { since: now.toISOString(), blocks: 0 } : { ...budget };
}

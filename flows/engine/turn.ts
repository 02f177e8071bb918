import type { TimerData } from '../../crm-core/conversations/lane-event.ts';
import type { FlowId, FlowVersionId } from '../../kernel/ids.ts';
import type { BlockTurn } from '../blocks/block-turn.ts';
import type { CompiledFlow } from '../graph/compile-flow.ts';

export type {
  ContactAction,
  DealAction,
  NewTask,
  Notice,
  Outcome,
  ProjectFacts,
  ScopeVariables,
} from '../blocks/block-turn.ts';

/**
 * The world of one turn: what blocks may ask for, and what the engine needs besides. Two implementations: `flows/runtime`
 * over the database and `simulated-turn.ts` in memory.
 */
export interface Turn extends BlockTurn {
  newId(kind: 'run' | 'choice'): string;

  /** A timer set again under its name replaces itself. */
  setTimer(name: string, at: Date, data: TimerData): void;
  clearTimer(name: string): void;

  /** A published flow that is switched on. */
  flow(nameOrId: string): FlowAt | undefined;
  /** The version that a frame or an open choice was made by; undefined when it is gone or cannot be read any more. */
  version(versionId: FlowVersionId): FlowAt | undefined;
  /** Who acts from now on: changes of the CRM name this flow and block as their actor (PRODUCT D11). */
  standingAt(flowAt: FlowAt, block: { id: string; title: string }): void;
}

export interface FlowAt {
  flowId: FlowId;
  versionId: FlowVersionId;
  flow: CompiledFlow;
}

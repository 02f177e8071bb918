import type { VariableValue } from '../../drizzle/schema/documents.ts';
import type { FlowId, FlowVersionId } from '../../kernel/ids.ts';

/** What a turn did and why, in the order in which it did it (PRODUCT M2, M7). */
export interface TurnTrace {
  /** Inbox keys of the events that it consumed. */
  events: { key: string; kind: string }[];
  steps: TraceStep[];
}

export type TraceStep =
  /** Who heard the event, by the order of PRODUCT D21, and why. */
  | { kind: 'heard'; by: Listener; why: string }
  | { kind: 'block'; flowId: FlowId; versionId: FlowVersionId; blockId: string; type: string }
  | { kind: 'port'; blockId: string; port: string; why: string }
  | { kind: 'set'; variable: string; value: VariableValue }
  | { kind: 'crm'; action: string; outcome: string }
  | { kind: 'sent'; messageId: string }
  /** Something in a block could not be done; where the flow goes then is the next step. */
  | { kind: 'problem'; blockId: string; why: string }
  | { kind: 'stopped'; why: string };

export type Listener =
  | 'human'
  | 'choice'
  | 'interrupting_start'
  | 'current_block'
  | 'quick_reply'
  | 'start'
  | 'any_other'
  | 'nobody';

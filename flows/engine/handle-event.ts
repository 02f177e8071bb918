import type { ConversationState } from '../../crm-core/conversations/conversation-state.ts';
import type { LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import type { Listener, TraceStep } from '../../crm-core/conversations/turn-trace.ts';
import type { FlowAt, Turn } from './turn.ts';

export interface EventInput {
  /** Never changed; the new state is in the answer. */
  state: ConversationState;
  event: LaneEvent;
  /** The inbox row's key. */
  key: string;
  /** Who holds the conversation (PRODUCT D27). */
  speaker: 'bot' | 'human';
  /** Whether this is the first message of the customer ever. */
  firstContact: boolean;
  /** Published and switched on, in order. */
  flows: readonly FlowAt[];
  turn: Turn;
}

export interface EventOutcome {
  state: ConversationState;
  steps: TraceStep[];
  /** `nobody` for a message: a manager has to be told (PRODUCT D21). */
  heardBy: Listener;
}

/** One event of a conversation: who hears it, and what the flow does then. */
export declare function handleEvent(input: EventInput): Promise<EventOutcome>;

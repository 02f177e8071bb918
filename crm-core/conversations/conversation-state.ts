import type { VariableValue } from '../../drizzle/schema/documents.ts';
import type { FlowId, FlowVersionId } from '../../kernel/ids.ts';
import type { EffectResult } from './lane-event.ts';
import type { ChoiceOption } from './message-body.ts';

/** Where the bot stands in one conversation. Kept as one document; only the flow engine writes it. */
export interface ConversationState {
  version: 1;
  /**
   * The flows being run, innermost last. Empty: the bot waits for a start. A frame with a `thread` begins a run of its own
   * on top of the ones below, which go on when it has ended; the frames after it are flows that it called.
   */
  stack: Frame[];
  /** Options shown and still pressable, newest last; bounded. */
  choices: OpenChoice[];
  /** Blocks entered without a word from the customer since `since`: the guard against endless loops (PRODUCT M5, DESIGN §4). */
  budget: { since: string; blocks: number };
  /** Start blocks with "once" that this customer has had. */
  once: string[];
  /** A reply keyboard that asks for the phone or place is still up. */
  requestShown?: true;
}

export interface Frame {
  runId: string;
  /** What began this run, as `flow id/block id`; missing in a called flow. */
  thread?: string;
  flowId: FlowId;
  versionId: FlowVersionId;
  /** The block that the conversation stands in. */
  blockId: string;
  /** What it waits for there; null between blocks of a caller that waits for its callee. */
  waiting: Waiting | null;
  /** Values that live as long as the run: `answer`, `http` and what blocks keep. */
  local: Record<string, VariableValue>;
}

export type Waiting =
  | { kind: 'answer'; attempts: number; timer: boolean }
  | { kind: 'timer'; cancelOnMessage: boolean }
  /** `result` came while a human held the conversation, and is used when the bot may go on. */
  | { kind: 'effect'; effectId: string; result?: EffectResult }
  | { kind: 'callee' };

export interface OpenChoice {
  token: string;
  runId: string;
  flowId: FlowId;
  versionId: FlowVersionId;
  blockId: string;
  options: ChoiceOption[];
  /** Option already taken; a second press of any option does nothing unless `reusable`. */
  used: string | null;
  reusable: boolean;
}

export const emptyState: ConversationState = {
  version: 1,
  stack: [],
  choices: [],
  budget: { since: '1970-01-01T00:00:00.000Z', blocks: 0 },
  once: [],
};

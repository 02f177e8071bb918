import type { ConversationState } from '../../crm-core/conversations/conversation-state.ts';
import { textOf } from '../../crm-core/conversations/message-body.ts';
import type { Listener, TraceStep } from '../../crm-core/conversations/turn-trace.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { dispatch } from './dispatch.ts';
import { startFlow } from './start-flow.ts';
import { startFromCrm } from './start-from-crm.ts';
import { wakeByEffect, wakeByTimer } from './wake.ts';
import { beginWalk, stateOf, type Walk, type WalkInput } from './walk.ts';

export interface EventInput extends WalkInput {
  /** The inbox row's key. */
  key: string;
  /** Whether this is the first message of the customer ever. */
  firstContact: boolean;
}

export interface EventOutcome {
  state: ConversationState;
  steps: TraceStep[];
  /** `nobody` for a message: a manager has to be told (PRODUCT D21). */
  heardBy: Listener;
}

/**
 * One event of a conversation: who hears it, and what the flows do then (DESIGN §4). The same input gives the same answer.
 * Never throws for what is wrong with a flow: then a human takes over.
 */
export async function handleEvent(input: EventInput): Promise<EventOutcome> {
  const walk = beginWalk(input);
  const heardBy = await hear(walk, input);
  return { state: stateOf(walk), steps: walk.steps, heardBy };
}

function hear(walk: Walk, { event, firstContact }: EventInput): Promise<Listener> {
  switch (event.kind) {
    case 'message': {
      if (!event.live) return nobody;
      const text = textOf(event.body);
      return dispatch(walk, {
        said: { kind: 'text', text, body: event.body },
        event: { kind: 'words', text: withoutPayload(text, event.start), start: event.start, firstContact },
      });
    }
    case 'contact_shared': {
      const { phone, name, verified } = event;
      const body = { kind: 'contact_card', name, phone } as const;
      return dispatch(walk, {
        said: verified ? { kind: 'own_phone', phone, name } : { kind: 'text', text: phone, body },
        event: { kind: 'words', text: phone, start: undefined, firstContact },
      });
    }
    case 'choice':
      return dispatch(walk, { press: event });
    case 'timer':
      return wakeByTimer(walk, event);
    case 'effect':
      return wakeByEffect(walk, event);
    case 'crm':
      return startFromCrm(walk, event);
    case 'control':
      return event.command.kind === 'start_flow' ? startFlow(walk, event.command.flowId) : nobody;
    case 'edited':
    case 'reachability':
    case 'ignored':
      return nobody;
    default:
      return assertNever(event);
  }
}

const nobody: Promise<Listener> = Promise.resolve('nobody');

/** Telegram writes a deep link as `/start payload`: a start that waits for `/start` hears it when no link block does. */
function withoutPayload(text: string, start: { source: string } | undefined): string {
  return start?.source === 'deep_link' && text.startsWith('/start ') ? '/start' : text;
}

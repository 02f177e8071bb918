import type { FlowListener } from '../graph/compile-flow.ts';
import type { FlowAt } from './turn.ts';

export interface Start extends FlowListener {
  readonly flowAt: FlowAt;
}

/** Everybody who listens, in the order in which they are asked: by priority, then by the place of the flow, then of the block. */
export interface Listeners {
  readonly interrupting: readonly Start[];
  readonly quickReplies: readonly Start[];
  readonly starts: readonly Start[];
  readonly anyOther: readonly Start[];
  readonly crm: readonly Start[];
}

const known = new WeakMap<readonly FlowAt[], Listeners>();

/** Sorted once for a set of published flows. */
export function listenersOf(flows: readonly FlowAt[]): Listeners {
  let listeners = known.get(flows);
  if (!listeners) {
    listeners = sortOut(flows);
    known.set(flows, listeners);
  }
  return listeners;
}

function sortOut(flows: readonly FlowAt[]): Listeners {
  const all = flows
    .flatMap((flowAt): Start[] => flowAt.flow.listeners.map((listener) => ({ ...listener, flowAt })))
    .sort((a, b) => b.rule.priority - a.rule.priority); // stable, so position breaks ties
  return {
    interrupting: all.filter(({ rule }) => rule.as === 'start' && rule.interrupts),
    quickReplies: all.filter(({ rule }) => rule.as === 'quick_reply'),
    starts: all.filter(({ rule }) => rule.as === 'start' && !rule.interrupts),
    anyOther: all.filter(({ rule }) => rule.as === 'any_other'),
    crm: all.filter(({ rule }) => rule.as === 'crm_event'),
  };
}

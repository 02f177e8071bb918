import type { HeardEvent } from '../blocks/block-definition.ts';
import type { Value } from '../expressions/value.ts';
import type { Start } from './listeners.ts';
import type { Step } from './run.ts';
import { beginThread, type NewThread } from './threads.ts';
import { scopeOf } from './visit.ts';
import type { Walk } from './walk.ts';

export interface FoundStart {
  start: Start;
  why: string;
  /** What the run shall know of the event. */
  local: Record<string, Value>;
}

/** The first of these that hears the event. */
export function findStart(walk: Walk, starts: readonly Start[], event: HeardEvent): FoundStart | undefined {
  if (starts.length === 0) return undefined;
  const scope = scopeOf(walk, walk.stack.at(-1)?.local ?? {});
  for (const start of starts) {
    if (start.rule.once && walk.once.includes(onceKey(start))) continue;
    const hears = start.rule.hears(event, scope);
    if (!hears) continue;
    if (start.rule.once) walk.once = [...walk.once, onceKey(start)].slice(-maxOnce);
    return { start, why: hears.why, local: hears.local ?? {} };
  }
  return undefined;
}

/** Begins a run at a start block. */
export function beginStart(
  walk: Walk,
  { flowAt, block }: Start,
  local: Record<string, Value>,
  how: NewThread['how'],
): Step {
  beginThread(walk, { flowAt, blockId: block.id, local, how });
  return { kind: 'enter' };
}

const maxOnce = 500;

function onceKey({ flowAt, block }: Start): string {
  return `${flowAt.flowId}/${block.id}`;
}

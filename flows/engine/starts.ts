import type { HeardEvent } from '../blocks/block-definition.ts';
import type { Value } from '../expressions/value.ts';
import { keptText } from './enter-block.ts';
import type { Start } from './listeners.ts';
import type { Step } from './step.ts';
import { beginThread, type NewThread } from './threads.ts';
import { scopeOf, type Walk } from './walk.ts';

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
    const message = event.kind === 'words' ? { message: keptText(event.text) } : {};
    return { start, why: hears.why, local: { ...hears.local, ...message } };
  }
  return undefined;
}

/** Begins a run at the start block that was found. */
export function beginStart(walk: Walk, { start, local }: FoundStart, how: NewThread['how']): Step {
  beginThread(walk, { flowAt: start.flowAt, blockId: start.block.id, local, how });
  return { kind: 'enter' };
}

const maxOnce = 500;

function onceKey({ flowAt, block }: Start): string {
  return `${flowAt.flowId}/${block.id}`;
}

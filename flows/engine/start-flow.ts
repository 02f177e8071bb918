import type { Listener } from '../../crm-core/conversations/turn-trace.ts';
import { run } from './run.ts';
import { beginThread } from './threads.ts';
import type { Walk } from './walk.ts';

/** A member starts a flow for this customer. He decided it, so it runs even while a human holds the conversation. */
export async function startFlow(walk: Walk, flowId: string): Promise<Listener> {
  const flowAt = walk.turn.flow(flowId);
  const entry = flowAt?.flow.entry;
  if (!flowAt || !entry) {
    walk.steps.push({ kind: 'heard', by: 'nobody', why: 'this flow is not published, or is empty' });
    return 'nobody';
  }
  walk.steps.push({ kind: 'heard', by: 'start', why: 'a member started the flow' });
  beginThread(walk, { flowAt, blockId: entry.id, local: {}, how: 'replace' });
  await run(walk, { kind: 'enter' });
  return 'start';
}

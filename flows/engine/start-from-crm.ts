import type { LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import type { Listener } from '../../crm-core/conversations/turn-trace.ts';
import { run } from './run.ts';
import { beginStart, findStart } from './starts.ts';
import type { Walk } from './walk.ts';

/**
 * Events of the CRM are heard by the start blocks made for them and by nobody else. Such a run lies on top of whatever
 * the customer stands in, because he did nothing to leave it.
 */
export async function startFromCrm(walk: Walk, event: Extract<LaneEvent, { kind: 'crm' }>): Promise<Listener> {
  const found = findStart(walk, walk.listeners.crm, { kind: 'crm', event: event.event, payload: event.payload });
  if (!found) return 'nobody';
  if (walk.speaker === 'human') {
    walk.steps.push({ kind: 'heard', by: 'human', why: 'a human holds the conversation' });
    return 'human';
  }
  walk.steps.push({ kind: 'heard', by: 'start', why: found.why });
  await run(walk, beginStart(walk, found, 'on_top'));
  return 'start';
}

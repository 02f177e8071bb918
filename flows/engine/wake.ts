import type { Frame } from '../../crm-core/conversations/conversation-state.ts';
import type { LaneEvent, TimerData } from '../../crm-core/conversations/lane-event.ts';
import type { Listener } from '../../crm-core/conversations/turn-trace.ts';
import { resumeBlock } from './enter-block.ts';
import { run } from './run.ts';
import type { Step } from './step.ts';
import { raise } from './threads.ts';
import type { Walk } from './walk.ts';

/** While a human holds the conversation, what would make the bot speak is put off for so long, again and again. */
const putOffMs = 10 * 60_000;

/** A timer moves only the run and block that set it, and only while they wait for it: any other is stale. */
export async function wakeByTimer(
  walk: Walk,
  { name, data }: Extract<LaneEvent, { kind: 'timer' }>,
): Promise<Listener> {
  const frame = walk.stack.find(({ runId, blockId }) => runId === data.runId && blockId === data.blockId);
  const { waiting } = frame ?? {};
  if (!frame || !waiting || waiting.kind === 'callee') return 'nobody';
  if (waiting.kind === 'answer' && !waiting.timer) return 'nobody';
  if (waiting.kind === 'effect' && !waiting.result) return 'nobody';
  if (walk.speaker === 'human') {
    // A customer who talks to a human is not asked why he does not answer the bot; his question stays open.
    if (waiting.kind === 'answer') frame.waiting = { ...waiting, timer: false };
    else putOff(walk, name, data);
    return heardByHuman(walk);
  }
  frame.waiting = waiting.kind === 'answer' ? { ...waiting, timer: false } : null; // it has fired: nothing to clear
  return wake(walk, frame, 'the time is over', () =>
    waiting.kind === 'effect' && waiting.result
      ? resumeBlock(walk, frame, waiting.result)
      : { kind: 'go', port: data.port, why: 'the time is over' },
  );
}

/** Only the run that asked hears the answer. */
export async function wakeByEffect(
  walk: Walk,
  { effectId, result }: Extract<LaneEvent, { kind: 'effect' }>,
): Promise<Listener> {
  const frame = walk.stack.find(({ waiting }) => waiting?.kind === 'effect' && waiting.effectId === effectId);
  if (!frame) return 'nobody';
  if (walk.speaker === 'human') {
    frame.waiting = { kind: 'effect', effectId, result };
    putOff(walk, frame.runId, { runId: frame.runId, blockId: frame.blockId, port: 'next' });
    return heardByHuman(walk);
  }
  return wake(walk, frame, 'the answer has come', () => resumeBlock(walk, frame, result));
}

async function wake(walk: Walk, frame: Frame, why: string, next: () => Step | Promise<Step>): Promise<Listener> {
  walk.steps.push({ kind: 'heard', by: 'current_block', why });
  raise(walk, frame);
  await run(walk, await next());
  return 'current_block';
}

function putOff({ turn }: Walk, name: string, data: TimerData): void {
  turn.setTimer(name, new Date(turn.now.getTime() + putOffMs), data);
}

function heardByHuman(walk: Walk): Listener {
  walk.steps.push({ kind: 'heard', by: 'human', why: 'a human holds the conversation' });
  return 'human';
}

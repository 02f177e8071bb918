import type { Frame, Waiting } from '../../crm-core/conversations/conversation-state.ts';
import type { Value } from '../expressions/value.ts';
import type { FlowAt } from './turn.ts';
import type { Walk } from './walk.ts';

/**
 * A thread is one run with the flows that it called. Threads lie on one another: the top one hears the customer, the ones
 * below wait for their turn or for the clock. What starts on top of another gives the place back when it has ended.
 */
export interface NewThread {
  flowAt: FlowAt;
  blockId: string;
  local: Record<string, Value>;
  /** `replace`: the customer moved on, and only pauses that may not be cancelled stay. `on_top`: nothing else changes. */
  how: 'replace' | 'on_top';
}

const maxFrames = 20;

/** The frame of the new thread; nothing of it was entered yet. A thread with the same beginning is replaced by it. */
export function beginThread(walk: Walk, { flowAt, blockId, local, how }: NewThread): Frame {
  const { flowId, versionId } = flowAt;
  const thread = `${flowId}/${blockId}`;
  const stays = ([first, ...rest]: Frame[]) =>
    first?.thread !== thread && (how === 'on_top' || isPatient(rest.at(-1) ?? first));
  let kept = threadsOf(walk.stack).filter(stays);
  while (kept.flat().length >= maxFrames) kept = kept.slice(1);
  const frame: Frame = { runId: walk.turn.newId('run'), thread, flowId, versionId, blockId, waiting: null, local };
  keepOnly(walk, [...kept.flat(), frame]);
  return frame;
}

/** Drops the flows that `frame` called and brings its thread to the top. */
export function raise(walk: Walk, frame: Frame): void {
  const threads = threadsOf(walk.stack);
  const thread = threads.find((frames) => frames.includes(frame)) ?? [];
  const upTo = thread.slice(0, thread.indexOf(frame) + 1);
  keepOnly(walk, [...threads.filter((frames) => frames !== thread).flat(), ...upTo]);
}

/** Ends the top thread, the calling flows included. */
export function dropTopThread(walk: Walk): void {
  keepOnly(walk, threadsOf(walk.stack).slice(0, -1).flat());
}

export function dropAll(walk: Walk): void {
  keepOnly(walk, []);
}

/** Pushes a called flow's frame; false when flows already call each other too deep. */
export function pushFrame(walk: Walk, frame: Omit<Frame, 'runId' | 'waiting'>): boolean {
  if (walk.stack.length >= maxFrames) return false;
  walk.stack.push({ ...frame, runId: walk.turn.newId('run'), waiting: null });
  return true;
}

/** Takes the top frame off; the frame that called it, if it was called. */
export function popFrame(walk: Walk): Frame | undefined {
  const frame = walk.stack.pop();
  return frame && frame.thread === undefined ? walk.stack.at(-1) : undefined;
}

/** The frame no longer waits; the timer that it had set will not fire. */
export function stopWaiting(walk: Walk, frame: Frame): void {
  const { waiting } = frame;
  if (waiting && hasTimer(waiting)) walk.turn.clearTimer(frame.runId);
  frame.waiting = null;
}

function hasTimer(waiting: Waiting): boolean {
  if (waiting.kind === 'answer') return waiting.timer;
  return waiting.kind === 'timer' || (waiting.kind === 'effect' && waiting.result !== undefined);
}

function keepOnly(walk: Walk, frames: Frame[]): void {
  for (const frame of walk.stack) {
    if (!frames.includes(frame)) stopWaiting(walk, frame);
  }
  walk.stack = frames;
}

function threadsOf(stack: readonly Frame[]): Frame[][] {
  const threads: Frame[][] = [];
  for (const frame of stack) {
    const top = threads.at(-1);
    if (frame.thread !== undefined || !top) threads.push([frame]);
    else top.push(frame);
  }
  return threads;
}

function isPatient(frame: Frame | undefined): boolean {
  return frame?.waiting?.kind === 'timer' && !frame.waiting.cancelOnMessage;
}

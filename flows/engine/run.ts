import type { Frame } from '../../crm-core/conversations/conversation-state.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { Destination, Verdict } from '../blocks/block-definition.ts';
import { saidTooMuch, spendBlock } from './budget.ts';
import { enterBlock } from './enter-block.ts';
import type { Step } from './step.ts';
import { dropAll, popFrame, pushFrame, stopWaiting } from './threads.ts';
import { type Place, placeOf, type Walk } from './walk.ts';

/** Goes from block to block until one waits, the run ends, or the budget does. */
export async function run(walk: Walk, first: Step): Promise<void> {
  let place = follow(walk, first);
  while (place) {
    const tooMany = spendBlock(walk);
    if (tooMany !== undefined) return stop(walk, place, tooMany);
    const step = await enterBlock(walk, place);
    const tooMuch = saidTooMuch(walk);
    if (tooMuch !== undefined) return stop(walk, place, tooMuch);
    place = follow(walk, step);
  }
}

/** Where the top run stands after this step; undefined when there is nothing to enter now. */
function follow(walk: Walk, step: Step): Place | undefined {
  if (step.kind === 'lost') return giveUp(walk, step.why);
  const frame = walk.stack.at(-1);
  if (!frame) return undefined;
  const place = placeOf(walk, frame);
  if (!place) return giveUp(walk, `the block "${frame.blockId}" is gone`);
  stopWaiting(walk, frame);
  switch (step.kind) {
    case 'enter':
      return place;
    case 'go':
      return leave(walk, place, step);
    case 'refused':
      return fail(walk, place, step.why);
    case 'jump':
      return jump(walk, place, step.to);
    case 'call':
      return call(walk, place, step.to);
    case 'end':
      return finish(walk);
    case 'wait_answer':
    case 'wait_until':
    case 'wait_effect':
      return stand(walk, frame, step);
    default:
      return assertNever(step);
  }
}

function stand(walk: Walk, frame: Frame, verdict: Verdict & { kind: `wait_${string}` }): undefined {
  const { runId, blockId } = frame;
  switch (verdict.kind) {
    case 'wait_answer': {
      const { attempts, timeout } = verdict;
      if (timeout) walk.turn.setTimer(runId, timeout, { runId, blockId, port: 'no_answer' });
      frame.waiting = { kind: 'answer', attempts, timer: timeout !== undefined };
      return;
    }
    case 'wait_until':
      walk.turn.setTimer(runId, verdict.at, { runId, blockId, port: 'next' });
      frame.waiting = { kind: 'timer', cancelOnMessage: verdict.cancelOnMessage };
      return;
    case 'wait_effect':
      frame.waiting = { kind: 'effect', effectId: verdict.effectId };
      return;
    default:
      assertNever(verdict);
  }
}

/** Along the connection of a port. A port without one ends the run. */
function leave(walk: Walk, { frame, block }: Place, { port, why }: { port: string; why: string }): Place | undefined {
  walk.steps.push({ kind: 'port', blockId: block.id, port, why });
  const target = block.to.get(port);
  if (target === undefined) return finish(walk);
  frame.blockId = target;
  return placeOf(walk, frame) ?? giveUp(walk, `the connection from "${block.title}" leads to a block that is gone`);
}

/** Back to the flow that called this one, if any. */
function finish(walk: Walk): Place | undefined {
  const caller = popFrame(walk);
  if (!caller) return undefined;
  const place = placeOf(walk, caller);
  return place
    ? leave(walk, place, { port: 'next', why: 'the called flow has ended' })
    : giveUp(walk, `the block "${caller.blockId}" that called a flow is gone`);
}

/**
 * PRODUCT D22: by the error port of the block, else of the block that called this flow, else to a human. A block gets one
 * such chance in a turn, so that failing in a circle ends.
 */
function fail(walk: Walk, { frame, block, ...rest }: Place, why: string): Place | undefined {
  walk.steps.push({ kind: 'problem', blockId: block.id, why });
  const chance = `${frame.runId}/${block.id}`;
  if (block.to.has('error') && !walk.failed.has(chance)) {
    walk.failed.add(chance);
    frame.local = { ...frame.local, error: why };
    return leave(walk, { frame, block, ...rest }, { port: 'error', why });
  }
  const caller = popFrame(walk);
  const calling = caller && placeOf(walk, caller);
  if (!calling) return giveUp(walk, `block "${block.title}" failed: ${why}`);
  return fail(walk, calling, `block "${block.title}" of the called flow failed: ${why}`);
}

function jump(walk: Walk, from: Place, to: Destination): Place | undefined {
  const target = destinationOf(walk, from, to);
  if (typeof target === 'string') return fail(walk, from, target);
  const { frame } = from;
  frame.blockId = target.block.id;
  frame.flowId = target.flowAt.flowId;
  frame.versionId = target.flowAt.versionId;
  return { ...target, frame };
}

/** The called flow gets a copy of the caller's values and keeps its own. */
function call(walk: Walk, from: Place, to: Destination): Place | undefined {
  const target = destinationOf(walk, from, to);
  if (typeof target === 'string') return fail(walk, from, target);
  const { flowId, versionId } = target.flowAt;
  const frame = { flowId, versionId, blockId: target.block.id, local: from.frame.local };
  if (!pushFrame(walk, frame)) return fail(walk, from, 'Flows call each other too deep');
  from.frame.waiting = { kind: 'callee' };
  const callee = walk.stack.at(-1);
  return callee && { ...target, frame: callee };
}

/** Where a jump or a call leads, or why it leads nowhere. A flow that names itself stays in the version that it runs. */
function destinationOf(walk: Walk, from: Place, to: Destination): Omit<Place, 'frame'> | string {
  const published = to.flow === undefined ? from.flowAt : walk.turn.flow(to.flow);
  if (!published) return `There is no published flow "${to.flow}"`;
  const flowAt = published.flowId === from.flowAt.flowId ? from.flowAt : published;
  const block = to.block === undefined ? flowAt.flow.entry : flowAt.flow.blocks.get(to.block);
  if (!block) return `"${flowAt.flow.name}" has no block "${to.block ?? ''}"`;
  return { flowAt, block };
}

function stop(walk: Walk, { flowAt, block }: Place, why: string): undefined {
  return giveUp(walk, `the flow "${flowAt.flow.name}" was stopped at "${block.title}": ${why}`);
}

/** Nothing in the flow can go on from here: a human does. */
function giveUp(walk: Walk, why: string): undefined {
  walk.steps.push({ kind: 'stopped', why });
  walk.turn.handOver(
    walk.turn.project.locale === 'ru' ? `Бот не смог продолжить: ${why}` : `The bot could not go on: ${why}`,
  );
  dropAll(walk);
}

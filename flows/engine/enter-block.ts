import type { Frame } from '../../crm-core/conversations/conversation-state.ts';
import type { EffectResult } from '../../crm-core/conversations/lane-event.ts';
import type { Said, Verdict } from '../blocks/block-definition.ts';
import { saidText } from '../blocks/said-text.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import { BlockVisit } from './block-visit.ts';
import type { Step } from './step.ts';
import { type Place, placeOf, type Walk } from './walk.ts';

/** Lets a block do its work when the conversation arrives. */
export async function enterBlock(walk: Walk, place: Place): Promise<Verdict> {
  const { flowAt, block } = place;
  const { flowId, versionId } = flowAt;
  walk.steps.push({ kind: 'block', flowId, versionId, blockId: block.id, type: block.type });
  walk.turn.standingAt(flowAt, block);
  return attempt(() => block.bound.enter(new BlockVisit(walk, place)));
}

/** Tells the block that `frame` stands in what the customer did; undefined when the block does not care. */
export async function tellBlock(
  walk: Walk,
  frame: Frame,
  said: Said,
  how: 'hear' | 'hearAnything',
): Promise<Step | undefined> {
  const place = placeOf(walk, frame);
  if (!place) return lost(frame);
  walk.turn.standingAt(place.flowAt, place.block);
  const before = frame.local;
  const message = keptText(saidText(said));
  frame.local = { ...before, message, answer: message };
  const verdict = await attempt(() => place.block.bound[how](new BlockVisit(walk, place), said));
  if (!verdict) frame.local = before;
  return verdict;
}

/** Gives the block that `frame` stands in the answer that it asked the world for. */
export async function resumeBlock(walk: Walk, frame: Frame, result: EffectResult): Promise<Step> {
  const place = placeOf(walk, frame);
  if (!place) return lost(frame);
  walk.turn.standingAt(place.flowAt, place.block);
  return attempt(() => place.block.bound.resume(new BlockVisit(walk, place), result));
}

/** As much of a text as a run carries along. */
export function keptText(text: string): string {
  return text.length > longestKept ? text.slice(0, longestKept).toWellFormed() : text;
}

const longestKept = 4096;

function lost({ blockId }: Frame): Step {
  return { kind: 'lost', why: `the block "${blockId}" that the customer stands in is gone` };
}

/** A broken expression is a failure of the flow, which has its port, and never one of the turn. */
async function attempt<T extends Verdict | undefined>(act: () => T | Promise<T>): Promise<T | Verdict> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: 'refused', why: error.message };
    throw error;
  }
}

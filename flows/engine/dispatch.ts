import type { Frame } from '../../crm-core/conversations/conversation-state.ts';
import type { Listener } from '../../crm-core/conversations/turn-trace.ts';
import type { HeardEvent, Said } from '../blocks/block-definition.ts';
import { saidText } from '../blocks/said-text.ts';
import { findPressed, markUsed, optionTyped, type Press } from './choices.ts';
import { enterBlock, tellBlock } from './enter-block.ts';
import type { Start } from './listeners.ts';
import { run } from './run.ts';
import { beginStart, findStart } from './starts.ts';
import type { Step } from './step.ts';
import { beginThread, dropTopThread, raise, stopWaiting } from './threads.ts';
import { flowOf, type Walk } from './walk.ts';

/** What the customer did: pressed a button, or said something. */
export type Word = { press: Press } | Speech;

interface Speech {
  said: Exclude<Said, { kind: 'option' }>;
  event: HeardEvent & { kind: 'words' };
}

/** Somebody took it; `next` is how the run goes on, if there is one. */
interface Heard {
  why: string;
  next?: Step;
}

/**
 * Who hears the customer (PRODUCT D21): the first of this list that takes it, and nobody after. Within a line a higher
 * priority comes first, then the flow that stands higher in the list of flows, then the block that stands higher in the flow.
 *
 * The block that the conversation stands in has two chances: for an answer that fits, and, after the quick replies, for
 * what to say to one that does not. So "how much is it?" finds its quick reply in the middle of a question, and a start
 * that takes any message does not swallow every mistyped phone number.
 */
const order: readonly { by: Listener; listen(walk: Walk, word: Word): Promise<Heard | undefined> }[] = [
  { by: 'human', listen: human },
  { by: 'choice', listen: pressedButton },
  { by: 'interrupting_start', listen: interruptingStart },
  { by: 'current_block', listen: answerThatFits },
  { by: 'quick_reply', listen: quickReply },
  { by: 'current_block', listen: answerThatDoesNotFit },
  { by: 'start', listen: otherStart },
  { by: 'any_other', listen: anyOther },
];

/** Finds who hears the customer's word, and lets the flows go on from there. */
export async function dispatch(walk: Walk, word: Word): Promise<Listener> {
  for (const { by, listen } of order) {
    const begun = walk.steps.length;
    const heard = await listen(walk, word);
    if (!heard) continue;
    walk.steps.splice(begun, 0, { kind: 'heard', by, why: heard.why });
    if (heard.next) await run(walk, heard.next);
    return by;
  }
  walk.steps.push({ kind: 'heard', by: 'nobody', why: 'nothing listens to this' });
  return 'nobody';
}

async function human(walk: Walk): Promise<Heard | undefined> {
  return walk.speaker === 'human' ? { why: 'a human holds the conversation' } : undefined;
}

/**
 * A press is bound to the message that shows the button, wherever the customer stands by now, and to the version of the
 * flow that made it. Nobody else hears a press, so one that is not good any more is heard and ignored.
 */
async function pressedButton(walk: Walk, word: Word): Promise<Heard | undefined> {
  if (!('press' in word)) return undefined;
  const pressed = findPressed(walk, word.press);
  if (pressed.kind === 'ignored') return { why: `ignored: ${pressed.why}` };
  const { choice, option } = pressed;
  const why = `pressed "${option.label}"`;
  const flowAt = flowOf(walk, choice.versionId);
  if (!flowAt?.flow.blocks.has(choice.blockId)) {
    return { why, next: { kind: 'lost', why: `the button "${option.label}" leads to a block that is gone` } };
  }
  markUsed(walk, choice, option);
  const running = walk.stack.find((frame) => frame.runId === choice.runId);
  if (running) returnTo(walk, running, choice.blockId);
  const frame = running ?? beginThread(walk, { flowAt, blockId: choice.blockId, local: {}, how: 'replace' });
  return { why, next: (await tellBlock(walk, frame, { kind: 'option', option }, 'hear')) ?? { kind: 'end' } };
}

/** The run goes back to the block whose button was pressed. */
function returnTo(walk: Walk, frame: Frame, blockId: string): void {
  raise(walk, frame);
  if (frame.blockId === blockId && frame.waiting?.kind === 'answer') return;
  stopWaiting(walk, frame);
  frame.blockId = blockId;
}

function interruptingStart(walk: Walk, word: Word): Promise<Heard | undefined> {
  return startThatHears(walk, walk.listeners.interrupting, word, 'replace');
}

async function answerThatFits(walk: Walk, word: Word): Promise<Heard | undefined> {
  const frame = walk.stack.at(-1);
  if ('press' in word || !frame?.waiting) return undefined;
  const typed = frame.waiting.kind === 'answer' ? optionTyped(walk, frame, saidText(word.said)) : undefined;
  const said: Said = typed ? { kind: 'option', option: typed.option } : word.said;
  const next = await tellBlock(walk, frame, said, 'hear');
  if (!next) return undefined;
  if (typed) markUsed(walk, typed.choice, typed.option);
  return { why: 'an answer to the block that he stands in', next };
}

/** Also where a pause that any message cancels is cancelled, unless a quick reply took the message. */
async function answerThatDoesNotFit(walk: Walk, word: Word): Promise<Heard | undefined> {
  const frame = walk.stack.at(-1);
  if ('press' in word || !frame?.waiting) return undefined;
  const next = await tellBlock(walk, frame, word.said, 'hearAnything');
  if (next) return { why: 'no answer that fits, but he stands in this block', next };
  if (frame.waiting?.kind === 'timer' && frame.waiting.cancelOnMessage) {
    walk.steps.push({ kind: 'port', blockId: frame.blockId, port: 'message', why: 'the customer wrote: cancelled' });
    dropTopThread(walk);
  }
  return undefined;
}

function otherStart(walk: Walk, word: Word): Promise<Heard | undefined> {
  return startThatHears(walk, walk.listeners.starts, word, 'replace');
}

/** "I don't know" is said on top of whatever the customer stands in, so that he does not lose his place. */
function anyOther(walk: Walk, word: Word): Promise<Heard | undefined> {
  return startThatHears(walk, walk.listeners.anyOther, word, 'on_top');
}

async function quickReply(walk: Walk, word: Word): Promise<Heard | undefined> {
  if ('press' in word) return undefined;
  const found = findStart(walk, walk.listeners.quickReplies, word.event);
  if (!found) return undefined;
  const { flowAt, block } = found.start;
  const { flowId, versionId } = flowAt;
  // It has no run of its own: it reads the values of the run that it does not disturb, and keeps none.
  const local = { ...walk.stack.at(-1)?.local, ...found.local };
  const frame: Frame = { runId: '', flowId, versionId, blockId: block.id, waiting: null, local };
  await enterBlock(walk, { frame, flowAt, block });
  return { why: found.why };
}

async function startThatHears(
  walk: Walk,
  starts: readonly Start[],
  word: Word,
  how: 'replace' | 'on_top',
): Promise<Heard | undefined> {
  if ('press' in word) return undefined;
  const found = findStart(walk, starts, word.event);
  if (!found) return undefined;
  return { why: found.why, next: beginStart(walk, found, how) };
}

import type { Frame, OpenChoice } from '../../crm-core/conversations/conversation-state.ts';
import type { ChoiceOption } from '../../crm-core/conversations/message-body.ts';
import { foldText } from '../conditions/fold-text.ts';
import type { Place, Walk } from './walk.ts';

export interface Press {
  token: string;
  /** Index in the choice's options, from 0. */
  option: number;
}

const maxOpen = 20;

/** Remembers options that a message is about to show; the oldest are forgotten. Returns their token. */
export function openChoice(
  walk: Walk,
  { frame, flowAt, block }: Place,
  options: ChoiceOption[],
  reusable: boolean,
): string {
  const token = walk.turn.newId('choice');
  const { flowId, versionId } = flowAt;
  const choice: OpenChoice = {
    token,
    runId: frame.runId,
    flowId,
    versionId,
    blockId: block.id,
    options,
    used: null,
    reusable,
  };
  walk.choices = [...walk.choices, choice].slice(-maxOpen);
  return token;
}

export type Pressed = { kind: 'found'; choice: OpenChoice; option: ChoiceOption } | { kind: 'ignored'; why: string };

/** Tokens come from outside: an unknown one is old or forged, and worth no more than a note. */
export function findPressed({ choices }: Walk, { token, option }: Press): Pressed {
  const choice = choices.find((one) => one.token === token);
  if (!choice) return { kind: 'ignored', why: 'no such buttons are open' };
  const pressed = choice.options[option];
  if (!pressed) return { kind: 'ignored', why: 'there is no such button' };
  if (!isOpen(choice)) return { kind: 'ignored', why: 'one of these buttons was pressed already' };
  return { kind: 'found', choice, option: pressed };
}

/** "2", "2)", "2️⃣" or a label, typed while the customer stands in the block that offers it: on every channel. */
export function optionTyped(
  { choices }: Walk,
  frame: Frame,
  text: string,
): { choice: OpenChoice; option: ChoiceOption } | undefined {
  const choice = choices.findLast((one) => one.runId === frame.runId && one.blockId === frame.blockId && isOpen(one));
  if (!choice) return undefined;
  const wanted = foldText(text);
  const ordinal = ordinalOf(text);
  const option =
    choice.options.find(({ label }) => wanted !== '' && foldText(label) === wanted) ??
    (ordinal === undefined ? undefined : choice.options[ordinal - 1]);
  return option && { choice, option };
}

/** One option is taken: the message's buttons are done, unless they are made to be pressed again. A link answers nothing. */
export function markUsed(walk: Walk, choice: OpenChoice, option: ChoiceOption): void {
  if (option.url !== undefined) return;
  walk.choices = walk.choices.map((one) => (one.token === choice.token ? { ...one, used: option.id } : one));
}

function isOpen({ used, reusable }: OpenChoice): boolean {
  return used === null || reusable;
}

/** A number from 1 to 99 alone, with the dot, bracket or keycap that people put after it. */
function ordinalOf(text: string): number | undefined {
  const plain = text
    .slice(0, 20)
    .normalize('NFKC')
    .replace(/\s|\.|\)|\uFE0F|\u20E3/gu, '');
  return /^[1-9]\d?$/.test(plain) ? Number(plain) : undefined;
}

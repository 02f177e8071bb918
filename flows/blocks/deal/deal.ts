import { z } from 'zod';
import { assertNever } from '../../../kernel/assert-never.ts';
import { ExpressionError } from '../../expressions/expression-error.ts';
import { readNumeral } from '../../expressions/numerals.ts';
import { defineBlock, type Verdict, type Visit } from '../block-definition.ts';
import type { DealAction } from '../block-turn.ts';
import { type Amount, expression, field, filledTemplate, member, pipeline, stage, template } from '../fields.ts';
import { next } from '../verdicts.ts';
import { dealActionTitles } from './deal-action-titles.ts';

const inPipeline = { pipeline: pipeline({ ru: 'Воронка', en: 'Pipeline' }).exactOptional() };
const atStage = { ...inPipeline, stage: stage({ ru: 'Этап', en: 'Stage' }).exactOptional() };
const reason = { reason: template({ ru: 'Причина', en: 'Reason' }, 500).default('') };
const kind = <Kind extends DealAction['kind']>(kind: Kind) => ({
  kind: field(z.literal(kind), dealActionTitles[kind]),
});

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    ...kind('create'),
    name: template({ ru: 'Название', en: 'Name' }, 300).exactOptional(),
    ...atStage,
  }),
  z.strictObject({ ...kind('move'), ...inPipeline, stage: stage({ ru: 'Этап', en: 'Stage' }) }),
  z.strictObject(kind('next_stage')),
  z.strictObject({ ...kind('accept'), ...atStage }),
  z.strictObject(kind('win')),
  z.strictObject({ ...kind('lose'), ...reason }),
  z.strictObject({ ...kind('archive'), ...reason }),
  z.strictObject({ ...kind('set_amount'), amount: expression({ ru: 'Сумма', en: 'Amount' }) }),
  z.strictObject({ ...kind('set_name'), name: filledTemplate({ ru: 'Название', en: 'Name' }, 300) }),
  z.strictObject({ ...kind('set_description'), description: template({ ru: 'Описание', en: 'Description' }) }),
  z.strictObject({
    ...kind('assign'),
    /** Without one: nobody. */
    member: member({ ru: 'Ответственный', en: 'Responsible' }).exactOptional(),
  }),
  z.strictObject({ ...kind('switch_current'), pipeline: pipeline({ ru: 'Воронка', en: 'Pipeline' }) }),
]);
type Action = z.infer<typeof action>;

const placing: ReadonlySet<Action['kind']> = new Set(['create', 'move', 'next_stage', 'accept']);

/** Drives the customer's deal (PRODUCT S16). Actions run in order; the first that is refused stops the rest. */
export const deal = defineBlock({
  type: 'deal',
  family: 'crm',
  title: { ru: 'Сделка', en: 'Deal' },
  settings: z.strictObject({
    actions: field(z.array(action).min(1).max(20), { ru: 'Действия', en: 'Actions' }),
  }),
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ actions }, locale) => actions.map((action) => summaryOf(action, locale)).join(', '),
  placesDeal: ({ actions }) => actions.some((action) => placing.has(action.kind)),
  enter: ({ actions }, visit) => doAll(actions, visit),
});

async function doAll(actions: readonly Action[], visit: Visit): Promise<Verdict> {
  for (const action of actions) {
    const outcome = await visit.turn.deal(filledIn(action, visit));
    if (outcome.kind === 'refused') return outcome;
  }
  return next('done');
}

function filledIn(action: Action, visit: Visit): DealAction {
  switch (action.kind) {
    case 'create':
      return action.name === undefined ? action : { ...action, name: visit.text(action.name) };
    case 'lose':
    case 'archive':
      return { ...action, reason: visit.text(action.reason) };
    case 'set_amount':
      return { kind: 'set_amount', amount: moneyOf(action.amount, visit) };
    case 'set_name':
      return { ...action, name: visit.text(action.name) };
    case 'set_description':
      return { ...action, description: visit.text(action.description) };
    case 'assign':
      return { kind: 'assign', member: action.member ?? null };
    case 'move':
    case 'next_stage':
    case 'accept':
    case 'win':
    case 'switch_current':
      return action;
    default:
      return assertNever(action);
  }
}

function moneyOf(amount: Amount, visit: Visit): number | null {
  const value = visit.value(amount);
  if (value === null || value === '') return null;
  const number = typeof value === 'string' ? readNumeral(value) : value;
  if (typeof number !== 'number') throw new ExpressionError(`Not an amount: ${amount}`);
  return number;
}

function summaryOf(action: Action, locale: 'ru' | 'en'): string {
  const { kind, ...rest } = action;
  const what = Object.values(rest).filter((value) => value !== '');
  return [dealActionTitles[kind][locale], ...what].join(' ');
}

import { findPipeline, type Pipeline } from '../../crm-core/config/project-config.ts';
import { acceptDeal } from '../../crm-core/deals/accept-deal.ts';
import { archiveDeal } from '../../crm-core/deals/archive-deal.ts';
import { changeDeal, type DealPatch } from '../../crm-core/deals/change-deal.ts';
import { createDeal, type NewDeal } from '../../crm-core/deals/create-deal.ts';
import type { DealOutcome } from '../../crm-core/deals/deal-outcome.ts';
import { loseDeal } from '../../crm-core/deals/lose-deal.ts';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { switchCurrentDeal } from '../../crm-core/deals/switch-current-deal.ts';
import { winDeal } from '../../crm-core/deals/win-deal.ts';
import { toMinor } from '../../crm-core/money.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DealAction, Outcome } from '../engine/turn.ts';
import type { Value } from '../expressions/value.ts';
import { memberNamed, pipelineNamed, stageNamed } from './names.ts';

interface Standing {
  contact: Row<'contacts'>;
  /** The customer's current deal. */
  deal: Row<'deals'> | undefined;
}

/** What a flow does with the customer's deal, by the commands that people use: the same rules, the same refusals. */
export async function dealAction(work: Work, { contact, deal }: Standing, action: DealAction): Promise<Outcome> {
  if (action.kind === 'create') return create(work, contact, action);
  if (!deal) return refused('the customer has no open deal');
  switch (action.kind) {
    case 'move':
      return toStage(work, deal, action);
    case 'next_stage':
      return nextStage(work, deal);
    case 'accept':
      return accept(work, deal, action);
    case 'win':
      return answer(await winDeal(work, { dealId: deal.id }));
    case 'lose':
      return answer(await loseDeal(work, { dealId: deal.id, reason: action.reason }));
    case 'archive':
      return answer(await archiveDeal(work, { dealId: deal.id, reason: action.reason }));
    case 'set_amount': {
      const amount = action.amount === null ? null : toMinor(action.amount, deal.currency);
      return change(work, deal, { amount });
    }
    case 'set_name':
      return change(work, deal, { name: action.name });
    case 'set_description':
      return change(work, deal, { description: action.description });
    case 'assign':
      return assign(work, deal, action.member);
    case 'switch_current':
      return switchCurrent(work, action.pipeline);
    default:
      return assertNever(action);
  }
}

/** A field of the deal (`name`, `amount`, `description`) or one of its variables. */
export async function setDealVariable(
  work: Work,
  deal: Row<'deals'> | undefined,
  name: string,
  value: Value,
): Promise<Outcome> {
  if (!deal) return refused('the customer has no open deal');
  switch (name) {
    case 'amount': {
      const amount = value === null ? null : Number(value);
      if (amount !== null && !Number.isFinite(amount)) return refused(`"${String(value)}" is not an amount`);
      return change(work, deal, { amount: amount === null ? null : toMinor(amount, deal.currency) });
    }
    case 'name':
      return change(work, deal, { name: String(value ?? '') });
    case 'description':
      return change(work, deal, { description: String(value ?? '') });
    case 'responsible':
      return assign(work, deal, value === null ? null : String(value));
    default:
      return change(work, deal, { variables: { [name]: value } });
  }
}

async function create(work: Work, contact: Row<'contacts'>, action: DealAction & { kind: 'create' }): Promise<Outcome> {
  const place = placeNamed(work, action, undefined);
  if (place.kind === 'refused') return place;
  const input: NewDeal = {
    contactId: contact.id,
    ...(action.name !== undefined && { name: action.name }),
    ...(place.pipeline && { pipelineId: place.pipeline.row.id }),
    ...(place.stage && { stageId: place.stage.id }),
  };
  return answer(await createDeal(work, input));
}

/** A flow may put a deal on a stage straight out of Unsorted: that is one of the ways out (PRODUCT D7). */
async function toStage(work: Work, deal: Row<'deals'>, action: { stage: string; pipeline?: string }): Promise<Outcome> {
  const place = placeNamed(work, action, findPipeline(work.config, deal.pipelineId));
  if (place.kind === 'refused') return place;
  if (!place.stage) return refused('no stage is named');
  return enter(work, deal, place.stage);
}

async function nextStage(work: Work, deal: Row<'deals'>): Promise<Outcome> {
  const stages = findPipeline(work.config, deal.pipelineId)?.stages ?? [];
  const next = stages[stages.findIndex((stage) => stage.id === deal.stageId) + 1];
  if (!deal.stageId) return refused('the deal is in Unsorted');
  if (!next) return refused('the deal is on the last stage');
  return enter(work, deal, next);
}

async function accept(work: Work, deal: Row<'deals'>, action: { stage?: string; pipeline?: string }): Promise<Outcome> {
  const place = placeNamed(work, action, findPipeline(work.config, work.config.project.settings.intake.pipelineId));
  if (place.kind === 'refused') return place;
  const pipeline =
    place.pipeline ??
    findPipeline(work.config, work.config.project.settings.intake.pipelineId) ??
    work.config.pipelines[0];
  const stage = place.stage ?? pipeline?.stages[0];
  if (!stage) return refused('the pipeline has no stage');
  return answer(await acceptDeal(work, { dealId: deal.id, stageId: stage.id }));
}

async function enter(work: Work, deal: Row<'deals'>, stage: Row<'stages'>): Promise<Outcome> {
  const command = deal.stageId === null ? acceptDeal : moveDeal;
  return answer(await command(work, { dealId: deal.id, stageId: stage.id }));
}

async function assign(work: Work, deal: Row<'deals'>, name: string | null): Promise<Outcome> {
  if (name === null) return change(work, deal, { responsibleId: null });
  const member = memberNamed(work.config, name);
  return member ? change(work, deal, { responsibleId: member.row.id }) : refused(`there is no member "${name}"`);
}

async function switchCurrent(work: Work, name: string): Promise<Outcome> {
  const pipeline = pipelineNamed(work.config, name);
  if (!pipeline) return refused(`there is no pipeline "${name}"`);
  const deal = work.deals
    .seen()
    .filter((one) => one.status === 'open' && one.pipelineId === pipeline.row.id)
    .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  if (!deal) return refused(`the customer has no open deal in "${name}"`);
  return answer(await switchCurrentDeal(work, { dealId: deal.id }));
}

/** Bad values (an empty name, a negative amount) are the flow's fault: its error port, not a failed turn. */
async function change(work: Work, deal: Row<'deals'>, patch: DealPatch): Promise<Outcome> {
  try {
    return answer(await changeDeal(work, { dealId: deal.id, patch }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_input') return refused(error.message);
    throw error;
  }
}

function placeNamed(
  work: Work,
  named: { pipeline?: string; stage?: string },
  first: Pipeline | undefined,
): { kind: 'ok'; pipeline: Pipeline | undefined; stage: Row<'stages'> | undefined } | { kind: 'refused'; why: string } {
  const pipeline = named.pipeline === undefined ? undefined : pipelineNamed(work.config, named.pipeline);
  if (named.pipeline !== undefined && !pipeline) return refused(`there is no pipeline "${named.pipeline}"`);
  if (named.stage === undefined) return { kind: 'ok', pipeline, stage: undefined };
  const stage = stageNamed(work.config, named.stage, { only: pipeline, first });
  if (!stage) return refused(`there is no stage "${named.stage}"`);
  return { kind: 'ok', pipeline, stage };
}

function answer(outcome: DealOutcome): Outcome {
  return outcome.kind === 'ok' ? { kind: 'ok', value: outcome.deal.id } : refused(outcome.message);
}

function refused(why: string): { kind: 'refused'; why: string } {
  return { kind: 'refused', why };
}

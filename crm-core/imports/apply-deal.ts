import type { DealId } from '../../kernel/ids.ts';
import { acceptDeal } from '../deals/accept-deal.ts';
import { changeDeal, type DealPatch } from '../deals/change-deal.ts';
import { closeDeal } from '../deals/close-deal.ts';
import { createDeal, type NewDeal } from '../deals/create-deal.ts';
import type { DealOutcome, DealRefused } from '../deals/deal-outcome.ts';
import { isUnsorted } from '../deals/get-deal.ts';
import { moveDeal } from '../deals/move-deal.ts';
import { restoreDeal } from '../deals/restore-deal.ts';
import { stagesInOrder } from '../pipelines/known-pipelines.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { CellProblem } from './cell-problem.ts';
import type { ImportPlan } from './import-plan.ts';
import { knownDeal } from './match-rows.ts';
import type { ReadRow, RowDeal } from './read-row.ts';
import { type Applying, type RowOutcome, restorable, unlikeThose } from './row-outcome.ts';
import { settleContact } from './settle-contact.ts';

type Done = Omit<RowOutcome, 'problems'> | { refusal: CellProblem };

/** A row of a file of deals: its contact first, then the deal, then where it stands. */
export async function applyDeal(
  work: Work,
  row: ReadRow,
  knownContact: Row<'contacts'> | undefined,
  { plan, known }: Applying,
): Promise<Done> {
  const deal = knownDeal(known, row);
  if (deal && plan.deals === 'skip') return { status: 'skipped', contact: knownContact, deal, memory: {} };
  const { contact, trace } = await settleContact(work, row.contact, knownContact, plan);
  const memory = trace ? { contact: trace } : {};
  if (deal && plan.deals === 'update') {
    const outcome = await updateDeal(work, row.deal, { deal, contact, plan });
    if (outcome.kind === 'refused') return { refusal: problemOf(outcome) };
    const changes = restorable(deal, outcome.deal);
    return { status: 'updated', contact, deal: outcome.deal, memory: { ...memory, deal: { made: false, changes } } };
  }
  const outcome = await makeDeal(work, row.deal, { contact, plan });
  if (outcome.kind === 'refused') return { refusal: problemOf(outcome) };
  return { status: 'created', contact, deal: outcome.deal, memory: { ...memory, deal: { made: true } } };
}

function problemOf({ why, message, fields }: DealRefused): CellProblem {
  if (why === 'missing_fields') return { column: null, code: 'missing_fields', value: fields?.join(', ') ?? '' };
  return { column: null, code: 'refused', value: message };
}

interface Around {
  contact: Row<'contacts'> | undefined;
  plan: ImportPlan;
}

async function makeDeal(work: Work, said: RowDeal, { contact, plan }: Around): Promise<DealOutcome> {
  const { amount, currency, description, variables } = said;
  const made = await createDeal(work, {
    contactId: contact?.id ?? null,
    ...(said.name && { name: said.name }),
    ...(amount !== undefined && { amount }),
    ...(currency && { currency }),
    ...(description && { description }),
    variables,
    tags: [...(said.tags ?? []), ...plan.tags],
    ...placeOf(work, said, plan),
    ...responsibleOf(said, contact, plan),
  });
  if (made.kind === 'refused') return made;
  if (said.status && said.status !== 'open') {
    const closed = await close(work, said.status, said, made.deal.id);
    if (closed.kind === 'refused') return closed;
  }
  return { kind: 'ok', deal: backdate(work, said, await work.deals.get(made.deal.id)) };
}

/** A deal with a history: it was made and closed when the file says so, and so its columns were entered. */
function backdate(work: Work, { createdAt }: RowDeal, deal: Row<'deals'>): Row<'deals'> {
  if (!createdAt) return deal;
  const visits = work.stageVisits.seen().filter(({ dealId }) => dealId === deal.id);
  for (const visit of visits) {
    const isClosing = visit.place === deal.status;
    work.stageVisits.insert({ ...visit, enteredAt: isClosing ? (deal.closedAt ?? visit.enteredAt) : createdAt });
  }
  return work.deals.update(deal.id, { createdAt });
}

/** The row's own stage; else its pipeline's first; else the plan's. */
function placeOf(work: Work, said: RowDeal, plan: ImportPlan): Pick<NewDeal, 'pipelineId' | 'stageId'> {
  if (said.stageId) return { stageId: said.stageId };
  const pipelineId = said.pipelineId ?? plan.pipelineId;
  const isPlans =
    plan.stageId && stagesInOrder(work, pipelineId ?? ('' as never)).some(({ id }) => id === plan.stageId);
  if (isPlans && plan.stageId) return { stageId: plan.stageId };
  return pipelineId ? { pipelineId } : {};
}

function responsibleOf(
  said: RowDeal,
  contact: Row<'contacts'> | undefined,
  plan: ImportPlan,
): Pick<NewDeal, 'responsibleId'> {
  const responsibleId = said.responsibleId ?? (contact?.responsibleId ? undefined : plan.responsibleId);
  return responsibleId ? { responsibleId } : {};
}

async function close(
  work: Work,
  status: Exclude<Row<'deals'>['status'], 'open'>,
  said: RowDeal,
  dealId: DealId,
): Promise<DealOutcome> {
  const closed = await closeDeal(work, status, { dealId, ...(said.closeReason && { reason: said.closeReason }) });
  if (closed.kind === 'refused' || !said.closedAt) return closed;
  return { kind: 'ok', deal: work.deals.update(dealId, { closedAt: said.closedAt }) };
}

async function updateDeal(
  work: Work,
  said: RowDeal,
  { deal, contact, plan }: Around & { deal: Row<'deals'> },
): Promise<DealOutcome> {
  const changed = await changeDeal(work, { dealId: deal.id, patch: patchOf(said, { deal, contact, plan }) });
  if (changed.kind === 'refused') return changed;
  const { status } = said;
  if (status && status !== 'open' && status !== deal.status) return close(work, status, said, deal.id);
  if (status === 'open' && deal.status !== 'open') {
    const restored = await restoreDeal(work, { dealId: deal.id });
    if (restored.kind === 'refused') return restored;
  }
  return place(work, said, await work.deals.get(deal.id));
}

/** A row that names the stage where the deal is, or none, leaves it there. */
async function place(work: Work, { stageId }: RowDeal, deal: Row<'deals'>): Promise<DealOutcome> {
  if (!stageId || stageId === deal.stageId || deal.status !== 'open') return { kind: 'ok', deal };
  if (isUnsorted(deal)) return acceptDeal(work, { dealId: deal.id, stageId });
  return moveDeal(work, { dealId: deal.id, stageId });
}

function patchOf(said: RowDeal, { deal, contact, plan }: Around & { deal: Row<'deals'> }): DealPatch {
  const { name, amount, currency, description, responsibleId } = said;
  const added = [...(said.tags ?? []), ...plan.tags];
  return {
    ...unlikeThose({ ...(name && { name }), ...(description && { description }) }, deal),
    ...(amount !== undefined && { amount }),
    ...(currency && { currency }),
    ...(responsibleId && { responsibleId }),
    ...(contact && { contactId: contact.id }),
    ...(added.length > 0 && { tags: { add: added } }),
    variables: unlikeThose(said.variables, deal.variables),
  };
}

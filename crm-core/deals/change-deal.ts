import type { Variables } from '../../drizzle/schema/documents.ts';
import type { ContactId, DealId, MemberId } from '../../kernel/ids.ts';
import { changedFields, type FieldChanges } from '../changed-fields.ts';
import { fitVariables } from '../fields/fit-variables.ts';
import { getActiveMember, memberName } from '../members/known-members.ts';
import { checkAmount, checkCurrency } from '../money.ts';
import { findPipeline } from '../pipelines/known-pipelines.ts';
import { checkName } from '../projects/check-name.ts';
import { changeTags, type TagChange } from '../tags.ts';
import { mergeVariables } from '../variables.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type DealOutcome, ok, refuse } from './deal-outcome.ts';
import { getDeal } from './get-deal.ts';

export interface DealPatch {
  name?: string;
  description?: string;
  amount?: number | null;
  currency?: string;
  responsibleId?: MemberId | null;
  contactId?: ContactId | null;
  /** Laid over the deal's own; null removes one. */
  variables?: Variables;
  tags?: TagChange;
}

export interface ChangeDeal {
  dealId: DealId;
  patch: DealPatch;
  /** Refuses as `changed` when the deal has another version by now. Without it, only the named fields are written. */
  expectedVersion?: number;
}

/** Changes single fields: what a colleague or a flow changes in others at the same moment stays. */
export async function changeDeal(work: Work, input: ChangeDeal): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const deal = await getDeal(work, input.dealId);
  if (input.expectedVersion !== undefined && input.expectedVersion !== deal.version) {
    return refuse('changed', 'Somebody else has changed the deal.');
  }
  if (input.patch.contactId) await work.contacts.get(input.patch.contactId);
  const fields = fieldsOf(work, deal, input.patch);
  const { responsibleId: reassigned, ...changes } = changedFields(deal, fields);
  if (!reassigned && Object.keys(changes).length === 0) return ok(deal);
  const changed = work.deals.update(deal.id, { ...fields, updatedAt: work.now });
  if (Object.keys(changes).length > 0) tell(work, changed, changes);
  if (reassigned) tellResponsible(work, deal, changed);
  return ok(changed);
}

function fieldsOf(work: Work, deal: Row<'deals'>, patch: DealPatch): Partial<Row<'deals'>> {
  if (patch.responsibleId && patch.responsibleId !== deal.responsibleId) {
    getActiveMember(work.config, patch.responsibleId);
  }
  return {
    ...(patch.name !== undefined && { name: checkName(patch.name) }),
    ...(patch.description !== undefined && { description: patch.description }),
    ...worthOf(work, deal, patch),
    ...(patch.responsibleId !== undefined && { responsibleId: patch.responsibleId }),
    ...(patch.contactId !== undefined && { contactId: patch.contactId }),
    ...(patch.variables && { variables: mergeVariables(deal.variables, fitVariables(work, 'deal', patch.variables)) }),
    ...(patch.tags && { tags: changeTags(deal.tags, patch.tags) }),
  };
}

/** A deal that gets its first amount is valued in its pipeline's currency of today (PRODUCT D6). */
function worthOf(work: Work, deal: Row<'deals'>, patch: DealPatch): Partial<Row<'deals'>> {
  const amount = patch.amount === undefined ? deal.amount : patch.amount;
  if (amount !== null) checkAmount(amount);
  if (patch.currency !== undefined) return { amount, currency: checkCurrency(patch.currency) };
  if (deal.amount !== null || amount === null) return { amount };
  return { amount, currency: findPipeline(work, deal.pipelineId)?.currency ?? deal.currency };
}

function tell(work: Work, deal: Row<'deals'>, changes: FieldChanges): void {
  work.emit('deal.changed', { dealId: deal.id, contactId: deal.contactId }, { changes, currency: deal.currency });
}

function tellResponsible(work: Work, before: Row<'deals'>, after: Row<'deals'>): void {
  const who = (id: MemberId | null) => ({ memberId: id, name: memberName(work.config, id) });
  work.emit(
    'deal.responsible_changed',
    { dealId: after.id, contactId: after.contactId },
    { from: who(before.responsibleId), to: who(after.responsibleId) },
  );
}

import type { UnsortedReason, Variables } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ContactId, MemberId, PipelineId, StageId } from '../../kernel/ids.ts';
import { fitVariables } from '../fields/fit-variables.ts';
import { findMember, getActiveMember } from '../members/known-members.ts';
import { checkAmount, checkCurrency } from '../money.ts';
import { findPipeline, getPipeline, getStage, stagesInOrder } from '../pipelines/known-pipelines.ts';
import { unnamed } from '../projects/project-defaults.ts';
import { cleanTags } from '../tags.ts';
import { mergeVariables } from '../variables.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkEntry, type Override } from './check-entry.ts';
import { type DealOutcome, ok } from './deal-outcome.ts';
import { insertDeal, newDeal } from './insert-deal.ts';
import { leadPlacement } from './intake-deal.ts';
import type { Placement } from './intake-rules.ts';

export interface NewDeal {
  contactId?: ContactId | null;
  name?: string;
  description?: string;
  amount?: number | null;
  currency?: string;
  pipelineId?: PipelineId;
  stageId?: StageId;
  responsibleId?: MemberId | null;
  variables?: Variables;
  tags?: string[];
  /** Puts it into Unsorted, whatever the intake says. */
  unsorted?: UnsortedReason;
  override?: Override;
}

/**
 * A deal made on purpose (PRODUCT D12): on the given stage, else on the first stage of the given pipeline, else where
 * the project takes its leads in.
 */
export async function createDeal(work: Work, input: NewDeal): Promise<DealOutcome> {
  demand(work.actor, 'crm', 'edit');
  const contact = input.contactId ? await work.contacts.get(input.contactId) : undefined;
  const placement = placementOf(work, input);
  const deal = newDeal(work, placement, {
    contact,
    name: input.name?.trim() || contact?.name || unnamed[work.config.project.settings.locale],
    description: input.description ?? '',
    amount: input.amount == null ? null : checkAmount(input.amount),
    currency: input.currency && checkCurrency(input.currency),
    responsibleId: responsibleOf(work, input, contact),
    variables: mergeVariables({}, fitVariables(work, 'deal', input.variables ?? {})),
    tags: cleanTags(input.tags ?? []),
  });
  if (placement.kind === 'stage') {
    const entry = await checkEntry(work, {
      deal: { ...deal, stageId: null },
      to: placement.stage,
      override: input.override,
    });
    if (entry.kind === 'refused') return entry;
  }
  if (contact) {
    await work.people.get(contact.personId);
    // A first message that comes at the same moment shall find this deal instead of making a second one.
    work.people.touch(contact.personId);
  }
  return ok(insertDeal(work, deal));
}

function placementOf(work: Work, input: NewDeal): Placement {
  if (input.unsorted) {
    const pipeline = findPipeline(work, input.pipelineId) ?? leadPlacement(work, undefined).pipeline;
    return { kind: 'unsorted', pipeline, reason: input.unsorted };
  }
  if (input.stageId) {
    const stage = getStage(work, input.stageId);
    if (input.pipelineId && input.pipelineId !== stage.pipelineId)
      throw badInput('The stage is of another pipeline', { why: 'stage_elsewhere' });
    return { kind: 'stage', pipeline: getPipeline(work, stage.pipelineId), stage };
  }
  if (!input.pipelineId) return leadPlacement(work, undefined);
  const pipeline = getPipeline(work, input.pipelineId);
  const stage = stagesInOrder(work, pipeline.id)[0];
  if (stage) return { kind: 'stage', pipeline, stage };
  return { kind: 'unsorted', pipeline, reason: { kind: 'no_pipeline', pipelineId: pipeline.id } };
}

/** The one named; else the contact's own; else the member who makes it. */
function responsibleOf(work: Work, input: NewDeal, contact: Row<'contacts'> | undefined): MemberId | null {
  if (input.responsibleId) return getActiveMember(work.config, input.responsibleId).row.id;
  if (input.responsibleId === null) return null;
  const own = findMember(work.config, contact?.responsibleId);
  if (own?.row.active) return own.row.id;
  return work.actor.record.kind === 'member' ? work.actor.record.memberId : null;
}

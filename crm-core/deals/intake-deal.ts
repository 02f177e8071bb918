import { findMember } from '../members/known-members.ts';
import { pipelinesInOrder, stagesInOrder } from '../pipelines/known-pipelines.ts';
import { unnamed } from '../projects/project-defaults.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { dealsOfPerson } from './deals-of-person.ts';
import { insertDeal, newDeal } from './insert-deal.ts';
import { intakeOf, isNewLead, type Placement, placeLead, type StageBlock } from './intake-rules.ts';

export interface Lead {
  contact: Row<'contacts'>;
  channel: Row<'channels'>;
  /** All deals of the contact's person, when the caller has read them already. */
  deals?: readonly Row<'deals'>[];
  /** The block of the project's first published flow that puts deals on a stage, if there is one. */
  stageBlock?: StageBlock | undefined;
}

/**
 * The deal of a person's first live message (PRODUCT S7, S8, D9); undefined when it makes none. A customer needs no
 * permission for it, and a lead is never turned away for lack of a stage's required fields.
 */
export async function intakeDeal(work: Work, lead: Lead): Promise<Row<'deals'> | undefined> {
  const { contact } = lead;
  await work.people.load([contact.personId]);
  const deals = lead.deals ?? (await dealsOfPerson(work, contact.personId));
  const { settings } = work.config.project;
  if (!isNewLead({ contact, deals, settings })) return undefined;
  // Two first messages at once, from one messenger or from two: only one of the works commits.
  work.people.touch(contact.personId);
  const deal = newDeal(work, leadPlacement(work, lead.channel, lead.stageBlock), {
    contact,
    name: contact.name || contact.phone || unnamed[settings.locale],
    responsibleId: findMember(work.config, contact.responsibleId)?.row.active ? contact.responsibleId : null,
  });
  return insertDeal(work, deal);
}

export function leadPlacement(work: Work, channel: Row<'channels'> | undefined, stageBlock?: StageBlock): Placement {
  return placeLead({
    intake: intakeOf(work.config.project.settings, channel),
    pipelines: pipelinesInOrder(work).map((row) => ({ row, stages: stagesInOrder(work, row.id) })),
    stageBlock,
  });
}

import type { MassChange } from '../../../drizzle/schema/documents.ts';
import { badInput } from '../../../kernel/errors.ts';
import { type DealId, newId } from '../../../kernel/ids.ts';
import { getActiveMember } from '../../members/known-members.ts';
import { getStage } from '../../pipelines/known-pipelines.ts';
import { demand } from '../../work/actor.ts';
import type { Row } from '../../work/tables.ts';
import type { Work } from '../../work/work.ts';

/** Writes down what is to be done to which deals (PRODUCT D13); `continueMass` does it, part by part. */
export function startMass(
  work: Work,
  input: { change: MassChange; deals: readonly { id: DealId; name: string }[] },
): Row<'massActions'> {
  checkChange(work, input.change);
  const action = work.massActions.insert({
    id: newId('massAction'),
    projectId: work.projectId,
    actor: work.actor.record,
    change: input.change,
    total: input.deals.length,
    version: 1,
    createdAt: work.now,
  });
  for (const [position, { id, name }] of input.deals.entries()) {
    work.massItems.insert({
      massActionId: action.id,
      position,
      projectId: work.projectId,
      dealId: id,
      name,
      state: 'waiting',
      why: null,
      message: null,
      memory: null,
    });
  }
  return action;
}

/** Throws for what could be done to no deal at all: `forbidden`, `not_found`, `bad_input`. */
export function checkChange(work: Work, change: MassChange): void {
  demand(work.actor, 'crm', 'edit');
  if (change.kind === 'move' || change.kind === 'accept') getStage(work, change.stageId);
  if (change.kind === 'assign' && change.responsibleId) getActiveMember(work.config, change.responsibleId);
  if (change.kind === 'tags' && !change.add?.length && !change.remove?.length) {
    throw badInput('Name a tag to add or to remove.', { field: 'change', why: 'no_tag_named' });
  }
}

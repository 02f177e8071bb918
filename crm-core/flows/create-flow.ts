import { newId } from '../../kernel/ids.ts';
import { keyBetween } from '../order-key.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { flowsInOrder } from './known-flows.ts';

/** A flow with a draft, heard after the others once it is published. The document was checked by the caller. */
export async function createFlow(work: Work, input: { name: string; draft: unknown }): Promise<Row<'flows'>> {
  demand(work.actor, 'flows', 'edit');
  const last = (await flowsInOrder(work)).at(-1);
  const flow = work.flows.insert({
    id: newId('flow'),
    projectId: work.projectId,
    name: checkName(input.name),
    enabled: true,
    position: keyBetween(last?.position ?? null, null),
    draft: input.draft,
    publishedVersionId: null,
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
  });
  work.emit('flow.changed', {}, { change: 'created', flowId: flow.id, name: flow.name });
  return flow;
}

import { newId } from '../../kernel/ids.ts';
import { checkCurrency } from '../money.ts';
import { keyBetween } from '../order-key.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { pipelinesInOrder } from './known-pipelines.ts';
import { defaultPipelineSettings } from './pipeline-defaults.ts';

/** A pipeline with a name and a currency, after the others and without stages (PRODUCT S2). */
export async function createPipeline(work: Work, input: { name: string; currency: string }): Promise<Row<'pipelines'>> {
  demand(work.actor, 'crm', 'edit');
  const pipeline = work.pipelines.insert({
    id: newId('pipeline'),
    projectId: work.projectId,
    name: checkName(input.name),
    currency: checkCurrency(input.currency),
    position: keyBetween(pipelinesInOrder(work).at(-1)?.position ?? null, null),
    settings: defaultPipelineSettings,
    version: 1,
    createdAt: work.now,
  });
  work.touchConfig();
  work.emit('pipeline.changed', {}, { change: 'created', pipelineId: pipeline.id, name: pipeline.name });
  return pipeline;
}

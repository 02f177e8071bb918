import { badInput } from '../../kernel/errors.ts';
import type { PipelineId } from '../../kernel/ids.ts';
import { keysAfter } from '../order-key.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { pipelinesInOrder } from './known-pipelines.ts';

/** Sets the order of all pipelines. Throws `bad_input` unless every one is named, once. */
export async function reorderPipelines(
  work: Work,
  input: { pipelineIds: readonly PipelineId[] },
): Promise<Row<'pipelines'>[]> {
  demand(work.actor, 'crm', 'edit');
  const known = pipelinesInOrder(work).map((pipeline) => pipeline.id);
  const named = new Set(input.pipelineIds);
  if (named.size !== input.pipelineIds.length || known.length !== named.size || !known.every((id) => named.has(id))) {
    throw badInput('The order must name every pipeline once');
  }
  const keys = keysAfter(null, named.size);
  input.pipelineIds.forEach((id, index) => {
    work.pipelines.update(id, { position: keys[index] ?? '' });
  });
  work.touchConfig();
  work.emit('pipeline.changed', {}, { change: 'reordered' });
  return pipelinesInOrder(work);
}

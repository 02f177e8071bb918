import type { PipelineId } from '../../kernel/ids.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getPipeline } from './known-pipelines.ts';

export async function renamePipeline(
  work: Work,
  input: { pipelineId: PipelineId; name: string },
): Promise<Row<'pipelines'>> {
  demand(work.actor, 'crm', 'edit');
  const pipeline = getPipeline(work, input.pipelineId);
  const name = checkName(input.name);
  if (name === pipeline.name) return pipeline;
  work.touchConfig();
  const changes = { name: { from: pipeline.name, to: name } };
  work.emit('pipeline.changed', {}, { change: 'saved', pipelineId: pipeline.id, name, changes });
  return work.pipelines.update(pipeline.id, { name });
}

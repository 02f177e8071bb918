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
  work.emit('pipeline.changed', {}, { change: 'renamed', pipelineId: pipeline.id, from: pipeline.name, name });
  return work.pipelines.update(pipeline.id, { name });
}

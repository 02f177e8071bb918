import type { StageRules } from '../../drizzle/schema/documents.ts';
import { newId, type PipelineId } from '../../kernel/ids.ts';
import { keyBetween } from '../order-key.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkStageRules } from './check-stage-rules.ts';
import { getPipeline, stagesInOrder } from './known-pipelines.ts';
import { colorOfStage, noRules } from './pipeline-defaults.ts';

/** A stage at the end of its pipeline (PRODUCT S3). */
export async function createStage(
  work: Work,
  input: { pipelineId: PipelineId; name: string; color?: string; rules?: StageRules },
): Promise<Row<'stages'>> {
  demand(work.actor, 'crm', 'edit');
  const pipeline = getPipeline(work, input.pipelineId);
  const others = stagesInOrder(work, pipeline.id);
  const stage = work.stages.insert({
    id: newId('stage'),
    projectId: work.projectId,
    pipelineId: pipeline.id,
    name: checkName(input.name),
    color: input.color ?? colorOfStage(others.length),
    position: keyBetween(others.at(-1)?.position ?? null, null),
    rules: checkStageRules(work, input.rules ?? noRules),
    version: 1,
  });
  work.pipelines.touch(pipeline.id);
  work.touchConfig();
  work.emit(
    'pipeline.changed',
    {},
    { change: 'stage_created', pipelineId: pipeline.id, stageId: stage.id, name: stage.name },
  );
  return stage;
}

import { eq } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { PipelineId, StageId } from '../../kernel/ids.ts';
import { demand, demandUnrestricted } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { forgetTarget } from './delete-stage.ts';
import { getPipeline, getStage, stagesInOrder } from './known-pipelines.ts';
import { dealsToMoveAlong, moveDealsAlong } from './move-deals-along.ts';
import type { PipelineRefused } from './pipeline-outcome.ts';

export interface DeletePipeline {
  pipelineId: PipelineId;
  /** A stage of another pipeline, for all of its deals: open ones and closed ones. */
  targetStageId?: StageId | null | undefined;
}

/** Deletes a pipeline with its stages; refused while it holds deals and no target is named (PRODUCT D3). */
export async function deletePipeline(work: Work, input: DeletePipeline): Promise<{ kind: 'ok' } | PipelineRefused> {
  demand(work.actor, 'crm', 'edit');
  demandUnrestricted(work.actor, 'delete_stages');
  const pipeline = getPipeline(work, input.pipelineId);
  const target = input.targetStageId ? getStage(work, input.targetStageId) : undefined;
  if (target?.pipelineId === pipeline.id)
    throw badInput('The target is of the pipeline that goes away', { why: 'target_goes_away' });
  const found = await dealsToMoveAlong(work, {
    where: eq(deals.pipelineId, pipeline.id),
    targetStageId: target?.id,
  });
  if (found.kind === 'refused') return found;
  if (target) {
    moveDealsAlong(work, { deals: found.deals, targetStageId: target.id, because: 'pipeline_deleted' });
  }
  for (const stage of stagesInOrder(work, pipeline.id)) {
    forgetTarget(work, stage.id);
    work.stages.remove(stage.id);
  }
  forgetIntake(work, pipeline.id);
  work.pipelines.remove(pipeline.id);
  work.touchConfig();
  work.emit('pipeline.changed', {}, { change: 'deleted', pipelineId: pipeline.id, name: pipeline.name });
  return { kind: 'ok' };
}

/** Leads that went to it go to the first pipeline in order from now on (PRODUCT D8). */
function forgetIntake(work: Work, pipelineId: PipelineId): void {
  const { project, channels } = work.config;
  work.projects.seed([project]);
  const { settings } = work.projects.peek(project.id) ?? project;
  if (settings.intake.pipelineId === pipelineId) {
    work.projects.update(project.id, { settings: { ...settings, intake: { ...settings.intake, pipelineId: null } } });
  }
  work.channels.seed(channels);
  for (const channel of work.channels.seen()) {
    const { intake } = channel.settings;
    if (intake?.pipelineId !== pipelineId) continue;
    work.channels.update(channel.id, { settings: { ...channel.settings, intake: { ...intake, pipelineId: null } } });
  }
}

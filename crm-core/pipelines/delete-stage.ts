import { eq } from 'drizzle-orm';
import { deals } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { StageId } from '../../kernel/ids.ts';
import { demand, demandUnrestricted } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { allStages, getPipeline, getStage } from './known-pipelines.ts';
import { dealsToMoveAlong, moveDealsAlong } from './move-deals-along.ts';
import type { PipelineRefused } from './pipeline-outcome.ts';

export interface DeleteStage {
  stageId: StageId;
  /** Where its deals go: open ones, and closed ones that remember it. */
  targetStageId?: StageId | null | undefined;
}

/** Deletes a stage; refused while it holds deals and no target is named (PRODUCT D3). */
export async function deleteStage(work: Work, input: DeleteStage): Promise<{ kind: 'ok' } | PipelineRefused> {
  const planned = await planDeletion(work, input);
  if (planned.kind === 'refused') return planned;
  removeStage(work, planned);
  return { kind: 'ok' };
}

export interface StageDeletion {
  kind: 'ok';
  stage: Row<'stages'>;
  deals: Row<'deals'>[];
  targetStageId: StageId | null;
}

/** Whether the stage may go, and what goes with it. Records nothing. */
export async function planDeletion(work: Work, input: DeleteStage): Promise<StageDeletion | PipelineRefused> {
  demand(work.actor, 'crm', 'edit');
  demandUnrestricted(work.actor, 'delete_stages');
  const stage = getStage(work, input.stageId);
  const targetStageId = input.targetStageId ?? null;
  if (targetStageId === stage.id) throw badInput('A stage cannot take its own deals', { why: 'target_goes_away' });
  const found = await dealsToMoveAlong(work, { where: eq(deals.stageId, stage.id), targetStageId });
  return found.kind === 'refused' ? found : { kind: 'ok', stage, deals: found.deals, targetStageId };
}

export function removeStage(work: Work, { stage, deals, targetStageId }: StageDeletion): void {
  if (targetStageId) moveDealsAlong(work, { deals, targetStageId, because: 'stage_deleted' });
  forgetTarget(work, stage.id);
  work.stages.remove(stage.id);
  work.pipelines.touch(getPipeline(work, stage.pipelineId).id);
  work.touchConfig();
  work.emit(
    'pipeline.changed',
    {},
    { change: 'stage_deleted', pipelineId: stage.pipelineId, stageId: stage.id, name: stage.name },
  );
}

/** Rules of other stages must not name what is gone. */
export function forgetTarget(work: Work, stageId: StageId): void {
  for (const stage of allStages(work)) {
    if (!stage.rules.forbiddenTargets.includes(stageId)) continue;
    const forbiddenTargets = stage.rules.forbiddenTargets.filter((id) => id !== stageId);
    work.stages.update(stage.id, { rules: { ...stage.rules, forbiddenTargets } });
  }
}

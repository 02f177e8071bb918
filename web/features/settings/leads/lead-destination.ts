import type { PipelineView, StageView } from '../../../../api/contract/pipelines.ts';

export interface Intake {
  acceptOnFirstStage: boolean;
  pipelineId: string | null;
}

export type Destination =
  | { kind: 'stage'; pipeline: PipelineView; stage: StageView }
  | { kind: 'unsorted'; why: 'setting_off' | 'no_pipeline' | 'no_stage'; pipeline?: PipelineView };

/** Where a new lead goes with this setting, as the server decides it (PRODUCT S7, S8, D8). */
export function leadDestination(intake: Intake, pipelines: readonly PipelineView[]): Destination {
  const pipeline = intake.pipelineId ? pipelines.find(({ id }) => id === intake.pipelineId) : pipelines[0];
  const stage = pipeline?.stages[0];
  if (!pipeline) return { kind: 'unsorted', why: 'no_pipeline' };
  if (!stage) return { kind: 'unsorted', why: 'no_stage', pipeline };
  if (!intake.acceptOnFirstStage) return { kind: 'unsorted', why: 'setting_off', pipeline };
  return { kind: 'stage', pipeline, stage };
}

/** A channel's own rule may leave the choice of the pipeline to the project. */
export function channelIntake(project: Intake, own: Intake | null): Intake {
  return own ? { ...own, pipelineId: own.pipelineId ?? project.pipelineId } : project;
}

import { findPipeline, findStage } from '../pipelines/known-pipelines.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Where a deal is, with the names of that moment: what a timeline needs when stages are long renamed or gone. */
export interface DealPlace {
  pipelineId: string | null;
  pipelineName: string | null;
  stageId: string | null;
  stageName: string | null;
}

export function placeOf(work: Work, deal: Pick<Row<'deals'>, 'pipelineId' | 'stageId'>): DealPlace {
  return {
    pipelineId: deal.pipelineId,
    pipelineName: findPipeline(work, deal.pipelineId)?.name ?? null,
    stageId: deal.stageId,
    stageName: findStage(work, deal.stageId)?.name ?? null,
  };
}

export function msInStage(work: Work, deal: Row<'deals'>): number {
  return Math.max(0, work.now.getTime() - deal.stageEnteredAt.getTime());
}

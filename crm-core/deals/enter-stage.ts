import { getPipeline } from '../pipelines/known-pipelines.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { recordVisit } from './record-visit.ts';

/** Puts an open deal on a stage. A deal without an amount takes the pipeline's currency; a valued one keeps its own (PRODUCT D6). */
export function enterStage(work: Work, deal: Row<'deals'>, stage: Row<'stages'>, rank: string): Row<'deals'> {
  const entered = work.deals.update(deal.id, {
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    rank,
    unsorted: null,
    stageEnteredAt: work.now,
    updatedAt: work.now,
    currency: deal.amount === null ? getPipeline(work, stage.pipelineId).currency : deal.currency,
  });
  return recordVisit(work, entered);
}

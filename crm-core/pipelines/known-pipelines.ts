import { notFound } from '../../kernel/errors.ts';
import type { PipelineId, StageId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/*
 * Pipelines and stages are read from the project's configuration and changed through the work. These look at both: a
 * command sees what an earlier command of the same work did. Whoever changes them also changes the configuration's
 * version, so a work that was decided on a stale configuration does not commit.
 */

export function pipelinesInOrder(work: Work): Row<'pipelines'>[] {
  work.pipelines.seed(
    work.config.pipelines.map((one) => one.row).filter((row) => !isRemoved(work, 'pipelines', row.id)),
  );
  return work.pipelines.seen().sort(byPosition);
}

export function stagesInOrder(work: Work, pipelineId: PipelineId): Row<'stages'>[] {
  return allStages(work)
    .filter((stage) => stage.pipelineId === pipelineId)
    .sort(byPosition);
}

export function findPipeline(work: Work, id: PipelineId | null | undefined): Row<'pipelines'> | undefined {
  return pipelinesInOrder(work).find((pipeline) => pipeline.id === id);
}

/** Throws `not_found`, also for a pipeline of another project. */
export function getPipeline(work: Work, id: PipelineId): Row<'pipelines'> {
  const pipeline = findPipeline(work, id);
  if (!pipeline) throw notFound('pipeline', id);
  return pipeline;
}

export function findStage(work: Work, id: StageId | null | undefined): Row<'stages'> | undefined {
  return allStages(work).find((stage) => stage.id === id);
}

/** Throws `not_found`, also for a stage of another project. */
export function getStage(work: Work, id: StageId): Row<'stages'> {
  const stage = findStage(work, id);
  if (!stage) throw notFound('stage', id);
  return stage;
}

export function allStages(work: Work): Row<'stages'>[] {
  const known = work.config.pipelines.flatMap((one) => one.stages);
  work.stages.seed(known.filter((row) => !isRemoved(work, 'stages', row.id)));
  return work.stages.seen();
}

function isRemoved(work: Work, table: 'pipelines' | 'stages', id: string): boolean {
  return work.rows(table).changes.get(id)?.kind === 'delete';
}

function byPosition(a: { position: string; id: string }, b: { position: string; id: string }): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

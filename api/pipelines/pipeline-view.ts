import { findPipeline, type Pipeline } from '../../crm-core/config/project-config.ts';
import { notFound } from '../../kernel/errors.ts';
import type { PipelineId, ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { PipelineView, StageView } from '../contract/pipelines.ts';
import { color } from '../contract/values.ts';

export function pipelineView({ row, stages }: Pipeline): PipelineView {
  const { id, name, currency, settings, version } = row;
  return { id, name, currency, settings, version, stages: stages.map(stageView) };
}

function stageView({ id, pipelineId, name, color: stored, rules }: Pipeline['stages'][number]): StageView {
  return { id, pipelineId, name, rules, color: color.catch('gray').parse(stored) };
}

/** All pipelines as they stand after a commit. */
export async function listPipelineViews(deps: ApiDeps, projectId: ProjectId): Promise<PipelineView[]> {
  const config = await deps.core.configs.current(projectId);
  return config.pipelines.map(pipelineView);
}

/** One of them. Throws `not_found`. */
export async function getPipelineView(deps: ApiDeps, projectId: ProjectId, id: PipelineId): Promise<PipelineView> {
  const pipeline = findPipeline(await deps.core.configs.current(projectId), id);
  if (!pipeline) throw notFound('pipeline', id);
  return pipelineView(pipeline);
}

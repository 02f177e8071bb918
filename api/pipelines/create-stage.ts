import { createStage as create } from '../../crm-core/pipelines/create-stage.ts';
import type { pipelines } from '../contract/pipelines.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getPipelineView } from './pipeline-view.ts';

export const createStage: Handler<typeof pipelines.createStage> = async (call) => {
  const { projectId, pipelineId } = call.params;
  await inWork(call, (work) => create(work, { pipelineId, ...given(call.body) }));
  return getPipelineView(call.deps, projectId, pipelineId);
};

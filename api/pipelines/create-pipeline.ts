import { createPipeline as create } from '../../crm-core/pipelines/create-pipeline.ts';
import type { pipelines } from '../contract/pipelines.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getPipelineView } from './pipeline-view.ts';

export const createPipeline: Handler<typeof pipelines.create> = async (call) => {
  const { id } = await inWork(call, (work) => create(work, call.body));
  return getPipelineView(call.deps, call.params.projectId, id);
};

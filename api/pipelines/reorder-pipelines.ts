import { reorderPipelines as reorder } from '../../crm-core/pipelines/reorder-pipelines.ts';
import type { pipelines } from '../contract/pipelines.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { listPipelineViews } from './pipeline-view.ts';

export const reorderPipelines: Handler<typeof pipelines.reorder> = async (call) => {
  await inWork(call, (work) => reorder(work, call.body));
  return listPipelineViews(call.deps, call.params.projectId);
};

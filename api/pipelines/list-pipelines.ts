import type { pipelines } from '../contract/pipelines.ts';
import type { Handler } from '../http/handler.ts';
import { pipelineView } from './pipeline-view.ts';

export const listPipelines: Handler<typeof pipelines.list> = async ({ caller }) =>
  caller.config.pipelines.map(pipelineView);

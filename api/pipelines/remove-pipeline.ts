import { deletePipeline } from '../../crm-core/pipelines/delete-pipeline.ts';
import type { pipelines } from '../contract/pipelines.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removePipeline: Handler<typeof pipelines.remove> = async (call) => {
  const { pipelineId } = call.params;
  const outcome = await inWork(call, (work) => deletePipeline(work, { pipelineId, ...call.query }));
  if (outcome.kind === 'ok') return { kind: 'ok' };
  const { kind, why, message } = outcome;
  return { kind, why, message };
};

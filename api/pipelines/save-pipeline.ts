import { savePipeline as save } from '../../crm-core/pipelines/save-pipeline.ts';
import { AppError } from '../../kernel/errors.ts';
import type { pipelines } from '../contract/pipelines.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getPipelineView } from './pipeline-view.ts';

/** What a colleague changed while the dialog was open is a conflict; its details hold the pipeline as it is now. */
export const savePipeline: Handler<typeof pipelines.save> = async (call) => {
  const { projectId, pipelineId } = call.params;
  const { version, ...input } = call.body;
  const saved = await inWork(call, (work) => save(work, { ...input, id: pipelineId, expectedVersion: version }));
  const pipeline = await getPipelineView(call.deps, projectId, pipelineId);
  if (saved.kind === 'ok') return { kind: 'ok', pipeline };
  const { kind, why, message } = saved;
  if (why !== 'changed') return { kind, why, message };
  throw new AppError('conflict', { message: `pipeline ${pipelineId}`, userMessage: message, details: { pipeline } });
};

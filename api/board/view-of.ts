import { findPipeline } from '../../crm-core/config/project-config.ts';
import { notFound } from '../../kernel/errors.ts';
import type { PipelineId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { BoardFilter } from '../contract/deals.ts';
import { type BoardView, visibleColumns } from './board-view.ts';

/** The caller's view of a board. Throws `not_found` for a pipeline that is not this project's. */
export function viewOf(caller: ProjectCaller, pipelineId: PipelineId, filter: BoardFilter): BoardView {
  const pipeline = findPipeline(caller.config, pipelineId);
  if (!pipeline) throw notFound('pipeline', pipelineId);
  return {
    projectId: caller.projectId,
    pipeline,
    columns: visibleColumns(pipeline),
    filter,
    country: caller.config.project.settings.country,
    searchesContacts: maySee(caller.actor.permissions, 'contacts'),
    scope: dealScope(caller),
  };
}

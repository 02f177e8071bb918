import type { PipelineId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { DealFilter } from '../contract/deal-filter.ts';
import { boardOf, dealQuery } from '../deals/query/deal-query.ts';
import type { BoardView } from './board-view.ts';

/** The caller's view of a board. Throws `not_found` for a pipeline that is not this project's. */
export function viewOf(
  caller: ProjectCaller,
  now: Date,
  pipelineId: PipelineId,
  filter: DealFilter | undefined,
): BoardView {
  return { ...dealQuery(caller, now, { filter }), board: boardOf(caller.config, pipelineId) };
}

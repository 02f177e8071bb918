import type { board } from '../contract/deals.ts';
import { readerOf } from '../deals/deal-card.ts';
import type { Handler } from '../http/handler.ts';
import { boardFirstPage } from './board-columns.ts';
import { viewOf } from './view-of.ts';

export const getBoard: Handler<typeof board.get> = async ({ deps, caller, params, query }) => {
  const view = viewOf(caller, deps.core.clock.now(), params.pipelineId, query.filter);
  const columns = await boardFirstPage(deps.core.db, view, readerOf(caller), query.limit);
  const { id, version } = view.board.pipeline.row;
  return { pipeline: { id, version }, columns };
};

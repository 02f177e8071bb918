import type { board } from '../contract/deals.ts';
import { readerOf } from '../deals/deal-card.ts';
import type { Handler } from '../http/handler.ts';
import { boardFirstPage } from './board-columns.ts';
import { viewOf } from './view-of.ts';

export const getBoard: Handler<typeof board.get> = async ({ deps, caller, params, query }) => {
  const { limit, ...filter } = query;
  const view = viewOf(caller, params.pipelineId, filter);
  const columns = await boardFirstPage(deps.core.db.sql, view, readerOf(caller), limit);
  return { pipeline: { id: view.pipeline.row.id, version: view.pipeline.row.version }, columns };
};

import { notFound } from '../../kernel/errors.ts';
import type { board } from '../contract/deals.ts';
import { readerOf } from '../deals/deal-card.ts';
import { hasColumn } from '../deals/query/deal-query.ts';
import type { Handler } from '../http/handler.ts';
import { boardNextPage } from './board-columns.ts';
import { viewOf } from './view-of.ts';

export const getPage: Handler<typeof board.page> = async ({ deps, caller, params, query }) => {
  const { limit, after, filter } = query;
  const view = viewOf(caller, deps.core.clock.now(), params.pipelineId, filter);
  if (!hasColumn(view.board.pipeline, params.column)) throw notFound('column', params.column);
  return boardNextPage(deps.core.db, view, params.column, { reader: readerOf(caller), limit, after });
};

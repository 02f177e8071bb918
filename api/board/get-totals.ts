import type { board } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { listTotals } from './list-totals.ts';
import { viewOf } from './view-of.ts';

export const getTotals: Handler<typeof board.totals> = async ({ deps, caller, params, query }) => {
  const view = viewOf(caller, deps.core.clock.now(), params.pipelineId, query.filter);
  const totals = await listTotals(deps.core.db.sql, view);
  return [...totals].map(([key, column]) => ({ key, ...column }));
};

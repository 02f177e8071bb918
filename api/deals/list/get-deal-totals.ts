import type { dealList } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { dealQuery } from '../query/deal-query.ts';
import { totalsOf } from './totals-of.ts';

export const getDealTotals: Handler<typeof dealList.totals> = ({ deps, caller, query }) =>
  totalsOf(deps.core.db.sql, dealQuery(caller, deps.core.clock.now(), query));

import { restoreDeal as restore } from '../../crm-core/deals/restore-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';

export const restoreDeal: Handler<typeof deals.restore> = (call) =>
  changedDeal(call, (work) => restore(work, { ...call.params, ...call.body }));

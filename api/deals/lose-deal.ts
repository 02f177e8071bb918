import { loseDeal as lose } from '../../crm-core/deals/lose-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';

export const loseDeal: Handler<typeof deals.lose> = (call) =>
  changedDeal(call, (work) => lose(work, { ...call.params, ...call.body }));

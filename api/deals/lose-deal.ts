import { loseDeal as lose } from '../../crm-core/deals/lose-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';
import { overrideOf } from './override-of.ts';

export const loseDeal: Handler<typeof deals.lose> = (call) =>
  changedDeal(call, (work) => {
    const { reason, overrideReason } = call.body;
    return lose(work, { ...call.params, reason, ...overrideOf(overrideReason) });
  });

import { acceptDeal as accept } from '../../crm-core/deals/accept-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';
import { overrideOf } from './override-of.ts';

export const acceptDeal: Handler<typeof deals.accept> = (call) =>
  changedDeal(call, (work) => {
    const { stageId, overrideReason } = call.body;
    return accept(work, { ...call.params, stageId, ...overrideOf(overrideReason) });
  });

import { archiveDeal as archive } from '../../crm-core/deals/archive-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';
import { overrideOf } from './override-of.ts';

export const archiveDeal: Handler<typeof deals.archive> = (call) =>
  changedDeal(call, (work) => {
    const { reason, overrideReason } = call.body;
    return archive(work, { ...call.params, reason, ...overrideOf(overrideReason) });
  });

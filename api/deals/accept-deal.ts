import { acceptDeal as accept } from '../../crm-core/deals/accept-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';

export const acceptDeal: Handler<typeof deals.accept> = (call) =>
  changedDeal(call, (work) => accept(work, { ...call.params, ...call.body }));

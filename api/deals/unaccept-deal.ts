import { unacceptDeal as unaccept } from '../../crm-core/deals/unaccept-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';

export const unacceptDeal: Handler<typeof deals.unaccept> = (call) =>
  changedDeal(call, (work) => unaccept(work, call.params));

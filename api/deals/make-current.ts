import { switchCurrentDeal } from '../../crm-core/deals/switch-current-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedCard } from './changed-deal.ts';

export const makeCurrent: Handler<typeof deals.makeCurrent> = (call) =>
  changedCard(call, (work) => switchCurrentDeal(work, { dealId: call.params.dealId }));

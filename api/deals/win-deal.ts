import { winDeal as win } from '../../crm-core/deals/win-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';
import { overrideOf } from './override-of.ts';

export const winDeal: Handler<typeof deals.win> = (call) =>
  changedDeal(call, (work) => win(work, { ...call.params, ...overrideOf(call.body.overrideReason) }));

import { archiveDeal as archive } from '../../crm-core/deals/archive-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal } from './changed-deal.ts';

export const archiveDeal: Handler<typeof deals.archive> = (call) =>
  changedDeal(call, (work) => archive(work, { ...call.params, ...call.body }));

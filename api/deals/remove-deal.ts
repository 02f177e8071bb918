import { deleteDeal } from '../../crm-core/deals/delete-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeDeal: Handler<typeof deals.remove> = async (call) => {
  await inWork(call, (work) => deleteDeal(work, { dealId: call.params.dealId }));
  return { kind: 'ok' };
};

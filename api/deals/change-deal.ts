import { changeDeal as change } from '../../crm-core/deals/change-deal.ts';
import type { deals } from '../contract/deals.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { changedCard, demandVersion } from './changed-deal.ts';

export const changeDeal: Handler<typeof deals.change> = (call) => {
  const { dealId } = call.params;
  const { version, ...patch } = given(call.body);
  return changedCard(call, async (work) => {
    await demandVersion(call, work, dealId, version);
    return change(work, { dealId, patch });
  });
};

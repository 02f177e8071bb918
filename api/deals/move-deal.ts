import { moveDeal as move } from '../../crm-core/deals/move-deal.ts';
import type { deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { changedDeal, demandVersion } from './changed-deal.ts';
import { overrideOf } from './override-of.ts';

export const moveDeal: Handler<typeof deals.move> = (call) => {
  const { dealId } = call.params;
  const { stageId, beforeId, afterId, version, fromStageId, overrideReason } = call.body;
  return changedDeal(call, async (work) => {
    await demandVersion(call, work, dealId, version);
    return move(work, {
      dealId,
      stageId,
      position: { beforeId: beforeId ?? undefined, afterId: afterId ?? undefined },
      ...(fromStageId && { fromStageId }),
      ...overrideOf(overrideReason),
    });
  });
};

import { acceptAll as accept } from '../../crm-core/deals/accept-all.ts';
import type { deals } from '../contract/deals.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

/** In as many transactions as it takes; deals that a stage's rules refuse stay where they are (PRODUCT D8). */
export const acceptAll: Handler<typeof deals.acceptAll> = async (call) => {
  const input = given(call.body);
  for (let accepted = 0; ; ) {
    const { accepted: ids, more } = await inWork(call, (work) => accept(work, input));
    accepted += ids.length;
    if (!more || ids.length === 0) return { accepted };
  }
};

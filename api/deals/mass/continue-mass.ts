import { continueMass as proceed } from '../../../crm-core/deals/mass/continue-mass.ts';
import type { dealList } from '../../contract/deal-list.ts';
import type { Handler } from '../../http/handler.ts';
import { inWork } from '../../http/in-work.ts';
import { massState } from './mass-state.ts';

export const continueMass: Handler<typeof dealList.continueMass> = async (call) => {
  const { massActionId } = call.params;
  await inParts(() => inWork(call, (work) => proceed(work, { massActionId })));
  return massState(call, massActionId);
};

const enoughMs = 1000;

/** For about a second: few calls for many deals, and yet something to see on the way. */
export async function inParts(part: () => Promise<{ more: boolean }>): Promise<void> {
  const beganAt = performance.now();
  for (let more = true; more && performance.now() - beganAt < enoughMs; ) ({ more } = await part());
}

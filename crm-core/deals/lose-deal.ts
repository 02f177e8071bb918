import type { Work } from '../work/work.ts';
import { type CloseDeal, closeDeal } from './close-deal.ts';
import type { DealOutcome } from './deal-outcome.ts';

/** A member has to give a reason (PRODUCT D2). */
export async function loseDeal(work: Work, input: CloseDeal): Promise<DealOutcome> {
  return closeDeal(work, 'lost', input);
}

import type { Work } from '../work/work.ts';
import { type CloseDeal, closeDeal } from './close-deal.ts';
import type { DealOutcome } from './deal-outcome.ts';

/** Puts an open, won or lost deal away. A member has to give a reason (PRODUCT D2). */
export async function archiveDeal(work: Work, input: CloseDeal): Promise<DealOutcome> {
  return closeDeal(work, 'archived', input);
}

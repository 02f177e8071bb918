import type { Work } from '../work/work.ts';
import { type CloseDeal, closeDeal } from './close-deal.ts';
import type { DealOutcome } from './deal-outcome.ts';

export async function winDeal(work: Work, input: CloseDeal): Promise<DealOutcome> {
  return closeDeal(work, 'won', input);
}

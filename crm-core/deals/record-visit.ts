import { newId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** Notes that the deal has entered the column where it is now: funnels and times in stage are counted from these notes. */
export function recordVisit(work: Work, deal: Row<'deals'>): Row<'deals'> {
  work.stageVisits.insert({
    dealId: deal.id,
    id: newId('stageVisit'),
    projectId: deal.projectId,
    place: deal.status === 'open' ? (deal.stageId ?? 'unsorted') : deal.status,
    enteredAt: work.now,
  });
  return deal;
}

/** The notes of a deal that is deleted go with it. */
export async function forgetVisits(work: Work, dealId: Row<'deals'>['id']): Promise<void> {
  await work.stageVisits.load([dealId]);
  for (const visit of work.stageVisits.seen()) if (visit.dealId === dealId) work.stageVisits.discard(visit);
}

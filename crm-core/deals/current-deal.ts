import type { DealId, PersonId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { dealsOfPerson } from './deals-of-person.ts';

/** The deal that a flow block without a deal named acts on (PRODUCT D10). */
export async function currentDeal(work: Work, personId: PersonId): Promise<Row<'deals'> | undefined> {
  const person = await work.people.get(personId);
  return pickCurrent(await dealsOfPerson(work, personId), person.currentDealId);
}

/** Of a person's deals: the one switched to while it is open, else the latest open one. */
export function pickCurrent(deals: readonly Row<'deals'>[], switchedTo: DealId | null): Row<'deals'> | undefined {
  const open = deals.filter((deal) => deal.status === 'open');
  return open.find((deal) => deal.id === switchedTo) ?? open.toSorted(newestFirst)[0];
}

function newestFirst(a: Row<'deals'>, b: Row<'deals'>): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
}

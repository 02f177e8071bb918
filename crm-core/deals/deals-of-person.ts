import { and, eq } from 'drizzle-orm';
import { contacts, deals } from '../../drizzle/schema/index.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** All deals of a person, whichever of his contacts they came with (PRODUCT D18), as they stand in this work. */
export async function dealsOfPerson(work: Work, personId: PersonId): Promise<Row<'deals'>[]> {
  const rows = await work.db.orm
    .select({ contact: contacts, deal: deals })
    .from(contacts)
    .leftJoin(deals, and(eq(deals.contactId, contacts.id), eq(deals.projectId, contacts.projectId)))
    .where(and(eq(contacts.projectId, work.projectId), eq(contacts.personId, personId)));
  work.contacts.seed(rows.map((row) => row.contact));
  const removed = work.deals.changes;
  work.deals.seed(rows.flatMap(({ deal }) => (deal && removed.get(deal.id)?.kind !== 'delete' ? deal : [])));
  const own = new Set(work.contacts.seen().flatMap((contact) => (contact.personId === personId ? contact.id : [])));
  return work.deals.seen().filter((deal) => deal.contactId !== null && own.has(deal.contactId));
}

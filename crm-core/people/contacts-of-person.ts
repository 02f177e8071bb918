import { and, eq } from 'drizzle-orm';
import { contacts } from '../../drizzle/schema/index.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The contacts that are this person, oldest first, as they stand in this work. */
export async function contactsOfPerson(work: Work, personId: PersonId): Promise<Row<'contacts'>[]> {
  const rows = await work.db.orm
    .select()
    .from(contacts)
    .where(and(eq(contacts.projectId, work.projectId), eq(contacts.personId, personId)));
  work.contacts.seed(rows);
  return work.contacts
    .seen()
    .filter((contact) => contact.personId === personId)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

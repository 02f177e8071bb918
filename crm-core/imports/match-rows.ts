import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { contacts, deals, people } from '../../drizzle/schema/index.ts';
import type { MemberId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { ReadRow } from './read-row.ts';

/** What is there already of what some rows speak of, read in a few statements for all of them. */
export interface Known {
  contacts: Row<'contacts'>[];
  people: Row<'people'>[];
  deals: Row<'deals'>[];
  byId: Map<string, Row<'contacts'>>;
  byPhone: Map<string, Row<'contacts'>>;
  byEmail: Map<string, Row<'contacts'>>;
}

/** `onlyOf`: whoever sees only his own deals meets no others (PRODUCT D30). */
export async function findKnown(
  work: Pick<Work, 'db' | 'projectId'>,
  rows: readonly ReadRow[],
  onlyOf: MemberId | undefined,
): Promise<Known> {
  const dealRows = await findDeals(work, rows, onlyOf);
  const contactRows = await findContacts(work, rows, dealRows);
  const personIds = [...new Set(contactRows.map(({ personId }) => personId))];
  const personRows = personIds.length
    ? await work.db.orm
        .select()
        .from(people)
        .where(and(eq(people.projectId, work.projectId), inArray(people.id, personIds)))
    : [];
  return {
    contacts: contactRows,
    people: personRows,
    deals: dealRows,
    byId: new Map(contactRows.map((row) => [row.id, row])),
    byPhone: oldestBy(contactRows, ({ phone }) => phone),
    byEmail: oldestBy(contactRows, ({ email }) => email?.toLowerCase()),
  };
}

async function findDeals(
  { db, projectId }: Pick<Work, 'db' | 'projectId'>,
  rows: readonly ReadRow[],
  onlyOf: MemberId | undefined,
): Promise<Row<'deals'>[]> {
  const ids = rows.flatMap(({ deal }) => deal.id ?? []);
  if (ids.length === 0) return [];
  const own = onlyOf && eq(deals.responsibleId, onlyOf);
  return db.orm
    .select()
    .from(deals)
    .where(and(eq(deals.projectId, projectId), inArray(deals.id, ids), own));
}

async function findContacts(
  { db, projectId }: Pick<Work, 'db' | 'projectId'>,
  rows: readonly ReadRow[],
  known: readonly Row<'deals'>[],
): Promise<Row<'contacts'>[]> {
  const ids = [...rows.flatMap(({ contact }) => contact.id ?? []), ...known.flatMap((deal) => deal.contactId ?? [])];
  const phones = rows.flatMap(({ contact }) => contact.phone ?? []);
  const emails = rows.flatMap(({ contact }) => contact.email?.toLowerCase() ?? []);
  if (ids.length + phones.length + emails.length === 0) return [];
  return db.orm
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.projectId, projectId),
        or(
          ids.length ? inArray(contacts.id, ids) : undefined,
          phones.length ? inArray(contacts.phone, phones) : undefined,
          emails.length ? inArray(sql`lower(${contacts.email})`, emails) : undefined,
        ),
      ),
    )
    .orderBy(asc(contacts.id));
}

/** Of several with one phone the oldest counts, as everywhere. */
function oldestBy(
  rows: readonly Row<'contacts'>[],
  key: (row: Row<'contacts'>) => string | null | undefined,
): Map<string, Row<'contacts'>> {
  const found = new Map<string, Row<'contacts'>>();
  for (const row of rows) {
    const value = key(row);
    if (value && !found.has(value)) found.set(value, row);
  }
  return found;
}

/** By id, else by phone, else by e-mail; a deal that is there already brings its own contact. */
export function knownContact(known: Known, { contact, deal }: ReadRow): Row<'contacts'> | undefined {
  if (contact.id) return known.byId.get(contact.id);
  const ofDeal = deal.id && known.deals.find(({ id }) => id === deal.id)?.contactId;
  return (
    (contact.phone ? known.byPhone.get(contact.phone) : undefined) ??
    (contact.email ? known.byEmail.get(contact.email.toLowerCase()) : undefined) ??
    (ofDeal ? known.byId.get(ofDeal) : undefined)
  );
}

export function knownDeal(known: Known, { deal }: ReadRow): Row<'deals'> | undefined {
  return deal.id && known.deals.find(({ id }) => id === deal.id);
}

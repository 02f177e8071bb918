import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { personLinks } from '../../drizzle/schema/index.ts';
import { type ContactId, type DealId, newId, type PersonId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { Link } from './fold-links.ts';
import type { TakenFields } from './taken-fields.ts';

/** What a link's row keeps, so that undoing it needs nothing else. */
export interface LinkMemory {
  /** The persons that the two contacts were made with. */
  homes: Record<ContactId, PersonId>;
  primaryContactId: ContactId;
  /** The current deal of the person that went on (PRODUCT D10). */
  currentDealId: DealId | null;
  /** Absent in links that were made before there were choices. */
  taken?: TakenFields;
}

export function memoryOf(row: Row<'personLinks'>): LinkMemory {
  // Written by this folder only.
  return row.before as unknown as LinkMemory;
}

export function linkOf(row: Row<'personLinks'>): Link {
  const { contactId, otherContactId } = row;
  return { contactId, otherContactId, primaryContactId: memoryOf(row).primaryContactId };
}

/** Links and "never" marks in force that name one of these contacts, oldest first. */
export async function linksOf(
  work: Work,
  kind: Row<'personLinks'>['kind'],
  contactIds: readonly ContactId[],
): Promise<Row<'personLinks'>[]> {
  const ids = [...contactIds];
  const rows = await work.db.orm
    .select()
    .from(personLinks)
    .where(
      and(
        eq(personLinks.projectId, work.projectId),
        isNull(personLinks.undoneAt),
        or(inArray(personLinks.contactId, ids), inArray(personLinks.otherContactId, ids)),
      ),
    );
  const links = work.rows('personLinks');
  links.seed(rows);
  return links
    .seen()
    .filter((row) => row.kind === kind && row.undoneAt === null)
    .filter((row) => ids.includes(row.contactId) || ids.includes(row.otherContactId))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function insertLink(
  work: Work,
  link: Pick<Row<'personLinks'>, 'kind' | 'personId' | 'contactId' | 'otherContactId' | 'evidence' | 'before'>,
): Row<'personLinks'> {
  return work.rows('personLinks').insert({
    id: newId('personLink'),
    projectId: work.projectId,
    ...link,
    createdAt: work.now,
    undoneAt: null,
  });
}

/** The persons that these contacts were made with: the links remember it of those who are linked. */
export function homesOf(
  contacts: readonly Row<'contacts'>[],
  links: readonly Row<'personLinks'>[],
): Map<ContactId, PersonId> {
  const homes = new Map(contacts.map((contact) => [contact.id, contact.personId]));
  for (const link of links) {
    for (const id of [link.contactId, link.otherContactId]) {
      const home = memoryOf(link).homes[id];
      if (home && homes.has(id)) homes.set(id, home);
    }
  }
  return homes;
}

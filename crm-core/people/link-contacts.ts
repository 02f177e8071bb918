import { badInput } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { contactsOfPerson } from './contacts-of-person.ts';
import { homesOf, insertLink, type LinkMemory, linksOf } from './person-links.ts';
import { settlePeople } from './settle-people.ts';
import { takeFields } from './taken-fields.ts';

/** Why they are taken for one, strongest first (PRODUCT D16). */
export type Evidence =
  | { kind: 'attested_phone'; phone: string }
  | { kind: 'operator' }
  | { kind: 'confirmed_token' }
  | { kind: 'token' }
  | { kind: 'typed_phone'; phone: string };

export interface LinkContacts {
  /** The primary contact: it stands for the person on boards, and its person goes on (PRODUCT S15). */
  contactId: ContactId;
  otherContactId: ContactId;
  evidence: Evidence;
  /** Fields whose values the primary takes over from the other: `phone`, `tags`, `variables.city` … Unlinking gives them back. */
  take?: readonly string[];
}

export type LinkOutcome =
  | { kind: 'ok'; link: Row<'personLinks'>; person: Row<'people'> }
  | { kind: 'refused'; why: 'never_link' | 'only_suggests'; message: string };

/**
 * Says that two contacts are one person, and with them all that are linked to either (PRODUCT S14, D18). Nothing is
 * merged: messages, deals and runs keep their contacts, and `unlinkContacts` takes it back.
 */
export async function linkContacts(work: Work, input: LinkContacts): Promise<LinkOutcome> {
  demand(work.actor, 'contacts', 'edit');
  if (input.contactId === input.otherContactId)
    throw badInput('A contact cannot be linked with itself', { why: 'same_contact' });
  if (input.evidence.kind === 'typed_phone') {
    return { kind: 'refused', why: 'only_suggests', message: 'A typed phone proves nothing: a person has to decide.' };
  }
  const contact = await work.contacts.get(input.contactId);
  const other = await work.contacts.get(input.otherContactId);
  const contacts = await everyContact(work, contact, other);
  if (await isForbidden(work, contacts, contact, other)) {
    return { kind: 'refused', why: 'never_link', message: 'These two were marked as never to be linked.' };
  }
  const person = await work.people.get(contact.personId);
  const before = await linksOf(
    work,
    'link',
    contacts.map((one) => one.id),
  );
  const known = before.find((row) => isPair(row, contact, other));
  if (known) return { kind: 'ok', link: known, person };
  const homes = homesOf(contacts, before);
  const memory: LinkMemory = {
    homes: {
      [contact.id]: homes.get(contact.id) ?? contact.personId,
      [other.id]: homes.get(other.id) ?? other.personId,
    },
    primaryContactId: contact.id,
    currentDealId: person.currentDealId,
    taken: takeFields(work, { contact, other }, input.take ?? []),
  };
  const link = insertLink(work, {
    kind: 'link',
    personId: person.id,
    contactId: contact.id,
    otherContactId: other.id,
    evidence: { ...input.evidence },
    before: { ...memory },
  });
  await settlePeople(work, homes, [...before, link]);
  tell(work, link, contact, other);
  return { kind: 'ok', link, person: await work.people.get(person.id) };
}

/** All that are or become one person. */
async function everyContact(work: Work, contact: Row<'contacts'>, other: Row<'contacts'>): Promise<Row<'contacts'>[]> {
  const own = await contactsOfPerson(work, contact.personId);
  return contact.personId === other.personId ? own : [...own, ...(await contactsOfPerson(work, other.personId))];
}

/** A mark between any contact of one side and any of the other holds for the sides. */
async function isForbidden(
  work: Work,
  contacts: readonly Row<'contacts'>[],
  contact: Row<'contacts'>,
  other: Row<'contacts'>,
): Promise<boolean> {
  if (contact.personId === other.personId) return false;
  const persons = new Map(contacts.map((one) => [one.id, one.personId]));
  const marks = await linksOf(work, 'never', [...persons.keys()]);
  return marks.some((mark) => {
    const [a, b] = [persons.get(mark.contactId), persons.get(mark.otherContactId)];
    return a !== undefined && b !== undefined && a !== b;
  });
}

export function isPair(row: Row<'personLinks'>, a: { id: ContactId }, b: { id: ContactId }): boolean {
  const same = row.contactId === a.id && row.otherContactId === b.id;
  return same || (row.contactId === b.id && row.otherContactId === a.id);
}

function tell(work: Work, link: Row<'personLinks'>, contact: Row<'contacts'>, other: Row<'contacts'>): void {
  const payload = { linkId: link.id, personId: link.personId, primaryContactId: contact.id, evidence: link.evidence };
  work.emit(
    'contact.linked',
    { contactId: contact.id },
    { ...payload, with: { contactId: other.id, name: other.name } },
  );
  work.emit(
    'contact.linked',
    { contactId: other.id },
    { ...payload, with: { contactId: contact.id, name: contact.name } },
  );
}

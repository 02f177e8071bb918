import type { ContactId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { contactsOfPerson } from './contacts-of-person.ts';
import { homesOf, linksOf, memoryOf } from './person-links.ts';
import { settlePeople } from './settle-people.ts';

/**
 * Makes another contact of a person the primary one (PRODUCT S15). It is kept with the newest link, as if it had been
 * chosen then: undoing that link brings back the primary of before it.
 */
export async function choosePrimary(work: Work, input: { contactId: ContactId }): Promise<Row<'people'>> {
  demand(work.actor, 'contacts', 'edit');
  const contact = await work.contacts.get(input.contactId);
  const person = await work.people.get(contact.personId);
  if (person.primaryContactId === contact.id) return person;
  const together = await contactsOfPerson(work, person.id);
  const links = await linksOf(
    work,
    'link',
    together.map((one) => one.id),
  );
  const newest = links.at(-1);
  if (!newest) return person;
  const before = { ...memoryOf(newest), primaryContactId: contact.id };
  const changed = work.rows('personLinks').update(newest.id, { before });
  await settlePeople(work, homesOf(together, links), [...links.slice(0, -1), changed]);
  work.emit('contact.changed', { contactId: contact.id }, { change: 'made_primary', personId: person.id });
  return work.people.get(person.id);
}

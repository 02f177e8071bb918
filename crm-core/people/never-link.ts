import { badInput } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { isPair } from './link-contacts.ts';
import { insertLink, linksOf } from './person-links.ts';

interface Pair {
  contactId: ContactId;
  otherContactId: ContactId;
}

/** Marks two contacts as never to be linked, nor suggested again (PRODUCT D18). Refused while they are one person. */
export async function neverLink(
  work: Work,
  input: Pair,
): Promise<{ kind: 'ok'; mark: Row<'personLinks'> } | { kind: 'refused'; why: 'linked'; message: string }> {
  demand(work.actor, 'contacts', 'edit');
  if (input.contactId === input.otherContactId)
    throw badInput('A contact cannot be kept apart from itself', { why: 'same_contact' });
  const contact = await work.contacts.get(input.contactId);
  const other = await work.contacts.get(input.otherContactId);
  if (contact.personId === other.personId) {
    return { kind: 'refused', why: 'linked', message: 'These two are linked: unlink them first.' };
  }
  const known = (await linksOf(work, 'never', [contact.id])).find((row) => isPair(row, contact, other));
  if (known) return { kind: 'ok', mark: known };
  // A link that is being made at this moment must see the mark.
  await work.people.load([contact.personId, other.personId]);
  work.people.touch(contact.personId);
  work.people.touch(other.personId);
  const mark = insertLink(work, {
    kind: 'never',
    personId: contact.personId,
    contactId: contact.id,
    otherContactId: other.id,
    evidence: {},
    before: {},
  });
  return { kind: 'ok', mark };
}

/** Takes the mark away. */
export async function allowLink(work: Work, input: Pair): Promise<void> {
  demand(work.actor, 'contacts', 'edit');
  const contact = await work.contacts.get(input.contactId);
  const other = await work.contacts.get(input.otherContactId);
  for (const row of await linksOf(work, 'never', [contact.id])) {
    if (isPair(row, contact, other)) work.rows('personLinks').update(row.id, { undoneAt: work.now });
  }
}

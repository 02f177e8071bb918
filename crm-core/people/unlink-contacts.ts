import { notFound } from '../../kernel/errors.ts';
import type { Id } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { contactsOfPerson } from './contacts-of-person.ts';
import type { Group } from './fold-links.ts';
import { homesOf, linksOf, memoryOf } from './person-links.ts';
import { settlePeople } from './settle-people.ts';
import { addedTags, giveBackFields } from './taken-fields.ts';

/**
 * Takes a link back: the contacts are again the persons that they would be had it never been made, whatever came in
 * between (PRODUCT M3, D18). Contacts that other links hold together stay together. Undoing twice changes nothing.
 */
export async function unlinkContacts(work: Work, input: { linkId: Id<'personLink'> }): Promise<void> {
  demand(work.actor, 'contacts', 'edit');
  const links = work.rows('personLinks');
  const link = await links.get(input.linkId);
  if (link.kind !== 'link') throw notFound('link', input.linkId);
  if (link.undoneAt) return;
  const contact = await work.contacts.get(link.contactId);
  const together = await contactsOfPerson(work, contact.personId);
  const before = await linksOf(
    work,
    'link',
    together.map((one) => one.id),
  );
  const homes = homesOf(together, before);
  links.update(link.id, { undoneAt: work.now });
  const rest = before.filter((row) => row.id !== link.id);
  const groups = await settlePeople(work, homes, rest);
  for (const group of groups) await restoreCurrentDeal(work, group, link);
  await restoreFields(work, link, rest);
  await tell(work, link);
}

/** A current deal that went away with the other side gives its place back to the one of before. */
async function restoreCurrentDeal(work: Work, group: Group, link: Row<'personLinks'>): Promise<void> {
  const person = await work.people.get(group.personId);
  if (!person.currentDealId) return;
  const isOwn = async (id: Row<'deals'>['id'] | null) => {
    const deal = id && (await work.deals.find(id));
    return Boolean(deal?.contactId && group.contactIds.includes(deal.contactId));
  };
  if (await isOwn(person.currentDealId)) return;
  const earlier = person.id === link.personId ? memoryOf(link).currentDealId : null;
  work.people.update(person.id, { currentDealId: (await isOwn(earlier)) ? earlier : null });
}

async function restoreFields(work: Work, link: Row<'personLinks'>, rest: readonly Row<'personLinks'>[]): Promise<void> {
  const { taken } = memoryOf(link);
  if (!taken || Object.keys(taken).length === 0) return;
  const later = rest.filter((row) => row.id > link.id && row.contactId === link.contactId);
  const memories = later.map((row) => structuredClone(memoryOf(row)));
  giveBackFields(work, await work.contacts.get(link.contactId), {
    taken,
    later: memories.map((memory) => memory.taken ?? {}),
    retagged: addedTags(taken).length > 0 ? await tagsPutOnSince(work, link) : new Set(),
  });
  later.forEach((row, index) => {
    work.rows('personLinks').update(row.id, { before: { ...memories[index] } });
  });
}

/** Tags that somebody took off and put on again, or a later link brought: they are no longer this link's. */
async function tagsPutOnSince(work: Work, link: Row<'personLinks'>): Promise<Set<string>> {
  const rows = await work.db.sql<{ tag: string }[]>`
    select distinct tag from events e
    cross join jsonb_array_elements_text(e.payload::jsonb #> '{changes,tags,to}') tag
    where e.project_id = ${work.projectId} and e.contact_id = ${link.contactId} and e.deal_id is null
      and e.kind = 'contact.changed' and not e.payload::jsonb #> '{changes,tags,from}' ? tag
      and e.id > (select min(l.id) from events l where l.contact_id = ${link.contactId} and l.deal_id is null
        and l.kind = 'contact.linked' and l.payload->>'linkId' = ${link.id})`;
  return new Set(rows.map(({ tag }) => tag));
}

async function tell(work: Work, link: Row<'personLinks'>): Promise<void> {
  const sides = [await work.contacts.get(link.contactId), await work.contacts.get(link.otherContactId)] as const;
  for (const [one, other] of [sides, sides.toReversed()]) {
    if (!one || !other) continue;
    const payload = { linkId: link.id, personId: one.personId, from: { contactId: other.id, name: other.name } };
    work.emit('contact.unlinked', { contactId: one.id }, payload);
  }
}

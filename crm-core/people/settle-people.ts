import type { ContactId, PersonId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { foldLinks, type Group } from './fold-links.ts';
import { linkOf } from './person-links.ts';

/** Brings contacts and persons in line with the links that are in force among them. */
export async function settlePeople(
  work: Work,
  homes: ReadonlyMap<ContactId, PersonId>,
  links: readonly Row<'personLinks'>[],
): Promise<Group[]> {
  const groups = foldLinks(homes, links.map(linkOf));
  await touchAll(work, homes, groups);
  for (const group of groups) {
    work.people.update(group.personId, { primaryContactId: group.primaryContactId });
    for (const id of group.contactIds) work.contacts.update(id, { personId: group.personId });
  }
  return groups;
}

/** Whoever decides something about one of these persons at this moment, as they were or as they become, has to look again. */
async function touchAll(work: Work, homes: ReadonlyMap<ContactId, PersonId>, groups: readonly Group[]): Promise<void> {
  const until = [...homes.keys()].flatMap((id) => work.contacts.peek(id)?.personId ?? []);
  const persons = [...new Set([...until, ...groups.map((group) => group.personId)])];
  await work.people.load(persons);
  for (const id of persons) work.people.touch(id);
}

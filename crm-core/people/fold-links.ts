import type { ContactId, PersonId } from '../../kernel/ids.ts';

/** "These two are one human being", as it was said at some time. */
export interface Link {
  /** The person of this one's side goes on. */
  contactId: ContactId;
  otherContactId: ContactId;
  /** Chosen when linking (PRODUCT S15). */
  primaryContactId: ContactId;
}

/** A person as its links make it. */
export interface Group {
  personId: PersonId;
  primaryContactId: ContactId;
  contactIds: ContactId[];
}

/**
 * Who is who, told from the links alone, oldest first: every contact begins as the person that it was made with, and each
 * link joins two groups and says which contact stands for them. Because it is a fold, taking any link out gives exactly what would be had it never been made,
 * whatever came after it (PRODUCT M3).
 */
export function foldLinks(homes: ReadonlyMap<ContactId, PersonId>, links: readonly Link[]): Group[] {
  const groups = new Map<ContactId, Group>();
  for (const [contactId, personId] of homes) {
    groups.set(contactId, { personId, primaryContactId: contactId, contactIds: [contactId] });
  }
  for (const link of links) {
    const kept = groups.get(link.contactId);
    const joined = groups.get(link.otherContactId);
    if (!kept || !joined) continue;
    const contactIds = [...new Set([...kept.contactIds, ...joined.contactIds])].sort();
    // The one chosen may have been there only through a link that is undone by now.
    const primaryContactId = contactIds.includes(link.primaryContactId) ? link.primaryContactId : kept.primaryContactId;
    const group: Group = { personId: kept.personId, primaryContactId, contactIds };
    for (const id of contactIds) groups.set(id, group);
  }
  return [...new Set(groups.values())];
}

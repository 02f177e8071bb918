import { and, eq, inArray } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import type { ContactId, ConversationId } from '../../kernel/ids.ts';
import { contactsOfPerson } from '../people/contacts-of-person.ts';
import { homesOf, linksOf } from '../people/person-links.ts';
import { unlinkContacts } from '../people/unlink-contacts.ts';
import { demand, demandUnrestricted } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/**
 * Removes a contact with his accounts, conversations, tasks and notes. His deals stay, without him: they are the shop's own
 * history. Links with others are taken back first. Who writes again is somebody new.
 */
export async function deleteContact(work: Work, input: { contactId: ContactId }): Promise<void> {
  demand(work.actor, 'contacts', 'edit');
  demandUnrestricted(work.actor, 'delete_contacts');
  const contact = await work.contacts.get(input.contactId);
  const person = await unlinkAll(work, contact);
  await removeConversations(work, contact.id);
  await removeIdentities(work, contact.id);
  await leaveDeals(work, contact.id);
  work.contacts.remove(contact.id);
  await work.people.get(person);
  work.people.remove(person);
  work.emit('contact.deleted', { contactId: contact.id }, { name: contact.name });
}

/** Leaves him as the person that he was made with. */
async function unlinkAll(work: Work, contact: Row<'contacts'>): Promise<Row<'people'>['id']> {
  const links = await linksOf(work, 'link', [contact.id]);
  const together = await contactsOfPerson(work, contact.personId);
  const home = homesOf(together, links).get(contact.id) ?? contact.personId;
  for (const link of links.toReversed()) await unlinkContacts(work, { linkId: link.id });
  for (const mark of await linksOf(work, 'never', [contact.id])) {
    work.rows('personLinks').update(mark.id, { undoneAt: work.now });
  }
  return home;
}

async function removeConversations(work: Work, contactId: ContactId): Promise<void> {
  const { conversations } = schema;
  const rows = await work.db.orm
    .select()
    .from(conversations)
    .where(and(eq(conversations.projectId, work.projectId), eq(conversations.contactId, contactId)));
  work.conversations.seed(rows);
  for (const { id } of rows) work.conversations.remove(id);
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await removeTalk(work, ids);
}

/** A turn or a sender that is at one of them at this moment meets the conversation's version, or no row. */
async function removeTalk(work: Work, ids: readonly ConversationId[]): Promise<void> {
  const { messages, outbox, timers, effects, turns } = schema;
  const { orm } = work.db;
  const of = [...ids];
  const [said, due, asked, traces] = await Promise.all([
    orm.select().from(messages).where(inArray(messages.conversationId, of)),
    orm.select().from(timers).where(inArray(timers.conversationId, of)),
    orm.select().from(effects).where(inArray(effects.conversationId, of)),
    orm.select().from(turns).where(inArray(turns.conversationId, of)),
  ]);
  const lanes = [...new Set(work.conversations.changes.values())].map(({ row }) => row.lane);
  const waiting = await orm.select().from(outbox).where(inArray(outbox.lane, lanes));
  for (const row of said) work.messages.discard(row);
  for (const row of due) work.timers.discard(row);
  for (const row of asked) work.effects.discard(row);
  for (const row of traces) work.turns.discard(row);
  for (const row of waiting) work.outbox.discard(row);
}

async function removeIdentities(work: Work, contactId: ContactId): Promise<void> {
  const { identities } = schema;
  const rows = await work.db.orm
    .select()
    .from(identities)
    .where(and(eq(identities.projectId, work.projectId), eq(identities.contactId, contactId)));
  work.identities.seed(rows);
  for (const { id } of rows) work.identities.remove(id);
}

async function leaveDeals(work: Work, contactId: ContactId): Promise<void> {
  const { deals } = schema;
  const rows = await work.db.orm
    .select()
    .from(deals)
    .where(and(eq(deals.projectId, work.projectId), eq(deals.contactId, contactId)));
  work.deals.seed(rows);
  for (const { id } of rows) {
    if (work.deals.peek(id)?.contactId !== contactId) continue;
    work.deals.update(id, { contactId: null, updatedAt: work.now });
    work.emit('deal.changed', { dealId: id }, { change: 'contact_deleted' });
  }
}

import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { DealView } from '../contract/deals.ts';

/** All that belongs to a person, whichever of his contacts it came with (PRODUCT D18). */
export type Person = Awaited<ReturnType<typeof readPerson>>;

/** `personId` may be a question of its own, which spares the wait for an answer. */
export async function readPerson(
  { keyed: { orm } }: Database,
  { projectId }: ProjectCaller,
  personId: PersonId | SQL<PersonId>,
) {
  const { people, contacts, identities, conversations, deals } = schema;
  const ownContacts = orm
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.projectId, projectId), eq(contacts.personId, personId)));
  const [person, contactRows, identityRows, conversationRows, dealRows] = await Promise.all([
    orm
      .select({ currentDealId: people.currentDealId })
      .from(people)
      .where(and(eq(people.projectId, projectId), eq(people.id, personId)))
      .prepare('person')
      .execute(),
    orm
      .select()
      .from(contacts)
      .where(and(eq(contacts.projectId, projectId), eq(contacts.personId, personId)))
      .prepare('person_contacts')
      .execute(),
    orm
      .select()
      .from(identities)
      .where(and(eq(identities.projectId, projectId), inArray(identities.contactId, ownContacts)))
      .orderBy(asc(identities.id))
      .prepare('person_identities')
      .execute(),
    orm
      .select()
      .from(conversations)
      .where(and(eq(conversations.projectId, projectId), inArray(conversations.contactId, ownContacts)))
      .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
      .prepare('person_conversations')
      .execute(),
    orm
      .select()
      .from(deals)
      .where(and(eq(deals.projectId, projectId), inArray(deals.contactId, ownContacts)))
      .orderBy(desc(deals.createdAt), desc(deals.id))
      .prepare('person_deals')
      .execute(),
  ]);
  return {
    currentDealId: person[0]?.currentDealId ?? null,
    contacts: contactRows,
    identities: identityRows,
    conversations: conversationRows,
    deals: dealRows,
  };
}

export function contactPart(row: Person['contacts'][number]): NonNullable<DealView['contact']> {
  const { id, personId, name, phone, email, variables, tags, responsibleId, version } = row;
  return {
    ...{ id, personId, name, phone, email, variables, tags, responsibleId, version },
    blocked: row.blockedAt !== null,
    unsubscribed: row.unsubscribedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function identityPart(row: Person['identities'][number], caller: ProjectCaller): DealView['identities'][number] {
  const channel = channelOf(caller, row.channelId);
  return {
    id: row.id,
    channelId: row.channelId,
    channelKind: channel.kind,
    imitates: channel.settings.imitates ?? null,
    channelName: channel.name,
    name: row.name,
    username: row.username,
    phone: row.phone,
    unreachable: row.unreachable,
  };
}

export function conversationPart(
  row: Person['conversations'][number],
  caller: ProjectCaller,
): DealView['conversations'][number] {
  const { id, channelId, speaker, speakerMemberId, attention, unread } = row;
  return {
    ...{ id, channelId, speaker, speakerMemberId, attention, unread },
    channelName: channelOf(caller, channelId).name,
    silentUntil: row.silentUntil?.toISOString() ?? null,
  };
}

/** Channels are never deleted, so that a conversation always has one. */
function channelOf({ config }: ProjectCaller, id: string) {
  const channel = config.channels.find((one) => one.id === id);
  if (!channel) throw notFound('channel', id);
  return channel;
}

import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { pickCurrent } from '../../crm-core/deals/current-deal.ts';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { DealId, PersonId, ProjectId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { DealView, deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { noteView } from '../notes/note-view.ts';
import { taskView } from '../tasks/task-view.ts';
import { findCards } from './find-cards.ts';

/** Everything of the deal's page but messages and timeline. Conversations and other deals are those of the whole person (PRODUCT D18). */
export const getDeal: Handler<typeof deals.get> = async ({ deps, caller, params }) => {
  const { db } = deps.core;
  const [found] = await findCards(db.sql, caller, [params.dealId]);
  if (!found) throw notFound('deal', params.dealId);
  const [person, papers] = await Promise.all([
    found.row.personId === null ? nobody : readPerson(db, caller, found.row.personId),
    readPapers(db, caller.projectId, params.dealId),
  ]);
  const may = (section: 'contacts' | 'inbox' | 'tasks') => maySee(caller.actor.permissions, section);
  const contact = person.contacts.find((one) => one.id === found.row.contactId);
  return {
    deal: found.card,
    contact: contact && may('contacts') ? contactPart(contact) : null,
    identities: may('contacts') ? person.identities.map((row) => identityPart(row, caller)) : [],
    conversations: may('inbox') ? person.conversations.map((row) => conversationPart(row, caller)) : [],
    otherDeals: otherDeals(person, caller, params.dealId),
    tasks: may('tasks') ? papers.tasks.map(taskView) : [],
    notes: papers.notes.map(noteView),
  };
};

type Person = Awaited<ReturnType<typeof readPerson>>;

const nobody: Person = { currentDealId: null, contacts: [], identities: [], conversations: [], deals: [] };

async function readPerson({ orm }: Database, { projectId }: ProjectCaller, personId: PersonId) {
  const { people, contacts, identities, conversations, deals } = schema;
  const ownContacts = orm
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.projectId, projectId), eq(contacts.personId, personId)));
  const [person, contactRows, identityRows, conversationRows, dealRows] = await Promise.all([
    orm
      .select({ currentDealId: people.currentDealId })
      .from(people)
      .where(and(eq(people.projectId, projectId), eq(people.id, personId))),
    orm
      .select()
      .from(contacts)
      .where(and(eq(contacts.projectId, projectId), eq(contacts.personId, personId))),
    orm
      .select()
      .from(identities)
      .where(and(eq(identities.projectId, projectId), inArray(identities.contactId, ownContacts)))
      .orderBy(asc(identities.id)),
    orm
      .select()
      .from(conversations)
      .where(and(eq(conversations.projectId, projectId), inArray(conversations.contactId, ownContacts)))
      .orderBy(desc(conversations.lastMessageAt), desc(conversations.id)),
    orm
      .select()
      .from(deals)
      .where(and(eq(deals.projectId, projectId), inArray(deals.contactId, ownContacts)))
      .orderBy(desc(deals.createdAt), desc(deals.id)),
  ]);
  return {
    currentDealId: person[0]?.currentDealId ?? null,
    contacts: contactRows,
    identities: identityRows,
    conversations: conversationRows,
    deals: dealRows,
  };
}

async function readPapers({ orm }: Database, projectId: ProjectId, dealId: DealId) {
  const { tasks, notes } = schema;
  const [taskRows, noteRows] = await Promise.all([
    orm
      .select()
      .from(tasks)
      .where(and(eq(tasks.projectId, projectId), eq(tasks.dealId, dealId)))
      .orderBy(asc(tasks.dueAt), asc(tasks.id)),
    orm
      .select()
      .from(notes)
      .where(and(eq(notes.projectId, projectId), eq(notes.dealId, dealId)))
      .orderBy(desc(notes.id)),
  ]);
  return { tasks: taskRows, notes: noteRows };
}

function contactPart(row: Person['contacts'][number]): NonNullable<DealView['contact']> {
  const { id, personId, name, phone, email, variables, tags, responsibleId, version } = row;
  return {
    ...{ id, personId, name, phone, email, variables, tags, responsibleId, version },
    blocked: row.blockedAt !== null,
    unsubscribed: row.unsubscribedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}

function identityPart(row: Person['identities'][number], caller: ProjectCaller): DealView['identities'][number] {
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

function conversationPart(
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

function otherDeals(person: Person, caller: ProjectCaller, shown: DealId): DealView['otherDeals'] {
  const scope = dealScope(caller);
  const current = pickCurrent(person.deals, person.currentDealId);
  return person.deals
    .filter((deal) => deal.id !== shown && (scope.kind === 'all' || deal.responsibleId === scope.memberId))
    .map(({ id, name, status, pipelineId, stageId, amount, currency }) => {
      return { id, name, status, pipelineId, stageId, amount, currency, current: id === current?.id };
    });
}

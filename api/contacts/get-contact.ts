import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { pickCurrent } from '../../crm-core/deals/current-deal.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ContactId, DealId, PersonId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { ContactPage, contacts, Relative } from '../contract/contacts.ts';
import { contactPart, conversationPart, identityPart, type Person, readPerson } from '../deals/person.ts';
import type { Call, Handler } from '../http/handler.ts';
import { noteView } from '../notes/note-view.ts';
import { taskView } from '../tasks/task-view.ts';
import { channelSigns } from './contact-rows.ts';
import { listLinks } from './list-links.ts';

type Asking = Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>;

/** Everything of the contact's page but messages and timeline. */
export const getContact: Handler<typeof contacts.get> = async ({ deps, caller, params }) => {
  const { db } = deps.core;
  const { personId, primaryContactId } = await personOf({ deps, caller }, params.contactId);
  const person = await readPerson(db, caller, personId);
  const contact = person.contacts.find((one) => one.id === params.contactId);
  if (!contact) throw notFound('contact', params.contactId);
  const ids = person.contacts.map((one) => one.id);
  const deals = visibleDeals(person, caller);
  const [links, papers] = await Promise.all([
    listLinks(db.sql, caller.projectId, ids),
    readPapers(
      { deps, caller },
      ids,
      deals.map((deal) => deal.id),
    ),
  ]);
  const may = (section: 'inbox' | 'tasks') => maySee(caller.actor.permissions, section);
  const owners = new Map(person.identities.map((row) => [row.id, row.contactId]));
  return {
    contact: contactPart(contact),
    primaryContactId,
    contacts: person.contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => relative(one, person, caller)),
    links,
    identities: person.identities.map((row) => ({
      ...identityPart(row, caller),
      contactId: owners.get(row.id) ?? row.contactId,
    })),
    conversations: may('inbox') ? person.conversations.map((row) => conversationPart(row, caller)) : [],
    deals,
    tasks: may('tasks') ? papers.tasks.map(taskView) : [],
    notes: papers.notes.map(noteView),
  };
};

async function personOf({ deps, caller }: Asking, contactId: ContactId) {
  const { contacts, people } = schema;
  const [row] = await deps.core.db.orm
    .select({ personId: contacts.personId, primaryContactId: people.primaryContactId })
    .from(contacts)
    .innerJoin(people, eq(people.id, contacts.personId))
    .where(and(eq(contacts.projectId, caller.projectId), eq(contacts.id, contactId)));
  if (!row) throw notFound('contact', contactId);
  return row satisfies { personId: PersonId; primaryContactId: ContactId };
}

export function relative(row: Person['contacts'][number], person: Person, caller: ProjectCaller): Relative {
  const { id, name, phone, email } = row;
  const own = person.identities.filter((one) => one.contactId === id);
  return {
    ...{ id, name, phone, email },
    channels: channelSigns(
      own.map((one) => one.channelId),
      caller,
    ),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Whose section or scope hides deals sees none of them here either (PRODUCT D30). */
function visibleDeals(person: Person, caller: ProjectCaller): ContactPage['deals'] {
  if (!maySee(caller.actor.permissions, 'crm')) return [];
  const scope = dealScope(caller);
  const current = pickCurrent(person.deals, person.currentDealId);
  return person.deals
    .filter((deal) => scope.kind === 'all' || deal.responsibleId === scope.memberId)
    .map(({ id, contactId, name, status, pipelineId, stageId, amount, currency, createdAt }) => ({
      ...{ id, contactId, name, status, pipelineId, stageId, amount, currency },
      createdAt: createdAt.toISOString(),
      current: id === current?.id,
    }));
}

/** Tasks of the person's contacts and of those of his deals that the caller sees; notes on the contacts. */
async function readPapers({ deps, caller }: Asking, contactIds: ContactId[], dealIds: DealId[]) {
  const { tasks, notes } = schema;
  const { orm } = deps.core.db;
  const seen = new Set<string>(dealIds);
  const [taskRows, noteRows] = await Promise.all([
    orm
      .select()
      .from(tasks)
      .where(and(eq(tasks.projectId, caller.projectId), inArray(tasks.contactId, contactIds)))
      .orderBy(asc(tasks.dueAt), asc(tasks.id)),
    orm
      .select()
      .from(notes)
      .where(and(eq(notes.projectId, caller.projectId), inArray(notes.contactId, contactIds)))
      .orderBy(desc(notes.id)),
  ]);
  const visible = (row: { dealId: DealId | null }) => row.dealId === null || seen.has(row.dealId);
  return { tasks: taskRows.filter(visible), notes: noteRows.filter(visible) };
}

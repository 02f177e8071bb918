import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { pickCurrent } from '../../crm-core/deals/current-deal.ts';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ContactId, DealId, PersonId, ProjectId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { DealView, deals } from '../contract/deals.ts';
import type { Handler } from '../http/handler.ts';
import { noteView } from '../notes/note-view.ts';
import { taskView } from '../tasks/task-view.ts';
import { findCards } from './find-cards.ts';
import { contactPart, conversationPart, identityPart, type Person, readPerson } from './person.ts';

/** Everything of the deal's page but messages and timeline. Conversations and other deals are those of the whole person (PRODUCT D18). */
export const getDeal: Handler<typeof deals.get> = async ({ deps, caller, params }) => {
  const { db } = deps.core;
  const [[found], person, papers] = await Promise.all([
    findCards(db, caller, [params.dealId]),
    readPerson(db, caller, personOf(params.dealId)),
    readPapers(db, caller.projectId, params.dealId),
  ]);
  if (!found) throw notFound('deal', params.dealId);
  const may = (section: 'contacts' | 'inbox' | 'tasks') => maySee(caller.actor.permissions, section);
  const contact = person.contacts.find((one) => one.id === found.row.contactId);
  return {
    deal: found.card,
    contact: contact && may('contacts') ? contactPart(contact) : null,
    linkedContacts: may('contacts') ? linkedContacts(person, found.row.contactId) : [],
    identities: may('contacts') ? person.identities.map((row) => identityPart(row, caller)) : [],
    conversations: may('inbox') ? person.conversations.map((row) => conversationPart(row, caller)) : [],
    otherDeals: otherDeals(person, caller, params.dealId),
    tasks: may('tasks') ? papers.tasks.map(taskView) : [],
    notes: papers.notes.map(noteView),
    visits: papers.visits.reverse().map(({ place, enteredAt }) => ({ place, enteredAt: enteredAt.toISOString() })),
  };
};

function personOf(dealId: DealId) {
  const { contacts, deals } = schema;
  return sql<PersonId>`(
    select ${contacts.personId} from ${deals} join ${contacts} on ${contacts.id} = ${deals.contactId} where ${deals.id} = ${dealId})`;
}

async function readPapers({ keyed: { orm } }: Database, projectId: ProjectId, dealId: DealId) {
  const { tasks, notes, stageVisits } = schema;
  const [taskRows, noteRows, visits] = await Promise.all([
    orm
      .select()
      .from(tasks)
      .where(and(eq(tasks.projectId, projectId), eq(tasks.dealId, dealId)))
      .orderBy(asc(tasks.dueAt), asc(tasks.id))
      .prepare('deal_tasks')
      .execute(),
    orm
      .select()
      .from(notes)
      .where(and(eq(notes.projectId, projectId), eq(notes.dealId, dealId)))
      .orderBy(desc(notes.id))
      .prepare('deal_notes')
      .execute(),
    orm
      .select({ place: stageVisits.place, enteredAt: stageVisits.enteredAt })
      .from(stageVisits)
      .where(and(eq(stageVisits.dealId, dealId), eq(stageVisits.projectId, projectId)))
      .orderBy(desc(stageVisits.id))
      .limit(100)
      .prepare('deal_visits')
      .execute(),
  ]);
  return { tasks: taskRows, notes: noteRows, visits };
}

function linkedContacts({ contacts }: Person, own: ContactId | null): DealView['linkedContacts'] {
  return contacts.filter(({ id }) => id !== own).map(({ id, name, phone }) => ({ id, name, phone }));
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

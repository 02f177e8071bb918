import { and, eq, isNull } from 'drizzle-orm';
import { contacts, deals, tasks } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { MemberId } from '../../kernel/ids.ts';
import { demand, demandUnrestricted } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { getActiveMember, getMember } from './known-members.ts';

export interface HandedOver {
  deals: number;
  tasks: number;
  contacts: number;
  /** There is more: ask again. */
  more: boolean;
}

/** So many of each kind in one transaction. */
const batch = 300;

/** Gives a member's open deals, open tasks and customers to another one, a bounded number in each call. */
export async function handOver(work: Work, input: { fromId: MemberId; toId: MemberId }): Promise<HandedOver> {
  demand(work.actor, 'members', 'edit');
  for (const section of ['crm', 'tasks', 'contacts'] as const) demand(work.actor, section, 'edit');
  demandUnrestricted(work.actor, 'see_others_deals');
  const from = getMember(work.config, input.fromId);
  const to = getActiveMember(work.config, input.toId);
  if (from.row.id === to.row.id) {
    throw badInput('What is his already cannot be handed over', { reason: 'same_member', field: 'toMemberId' });
  }
  const way: Way = {
    from: { memberId: from.row.id, name: from.name },
    to: { memberId: to.row.id, name: to.name },
  };
  const counts = {
    deals: await handOverDeals(work, way),
    tasks: await handOverTasks(work, way),
    contacts: await handOverContacts(work, way),
  };
  const { memberId, name } = way.from;
  if (Object.values(counts).some((count) => count > 0)) {
    work.emit('member.changed', {}, { change: 'handed_over', memberId, name, to: way.to.name, ...counts });
  }
  return { ...counts, more: Object.values(counts).some((count) => count === batch) };
}

interface Way {
  from: { memberId: MemberId; name: string };
  to: { memberId: MemberId; name: string };
}

async function handOverDeals(work: Work, { from, to }: Way): Promise<number> {
  const rows = await work.db.orm
    .select()
    .from(deals)
    .where(and(eq(deals.projectId, work.projectId), eq(deals.responsibleId, from.memberId), eq(deals.status, 'open')))
    .limit(batch);
  work.deals.seed(rows);
  for (const { id, contactId } of rows) {
    work.deals.update(id, { responsibleId: to.memberId, updatedAt: work.now });
    work.emit('deal.responsible_changed', { dealId: id, contactId }, { from, to });
  }
  return rows.length;
}

async function handOverTasks(work: Work, { from, to }: Way): Promise<number> {
  const rows = await work.db.orm
    .select()
    .from(tasks)
    .where(and(eq(tasks.projectId, work.projectId), eq(tasks.assigneeId, from.memberId), isNull(tasks.doneAt)))
    .limit(batch);
  work.tasks.seed(rows);
  const changes = { assigneeId: { from: from.memberId, to: to.memberId } };
  for (const task of rows) {
    work.tasks.update(task.id, { assigneeId: to.memberId });
    work.emit('task.changed', task, { taskId: task.id, title: task.title, changes });
  }
  return rows.length;
}

async function handOverContacts(work: Work, { from, to }: Way): Promise<number> {
  const rows = await work.db.orm
    .select()
    .from(contacts)
    .where(and(eq(contacts.projectId, work.projectId), eq(contacts.responsibleId, from.memberId)))
    .limit(batch);
  work.contacts.seed(rows);
  const changes = { responsibleId: { from: from.memberId, to: to.memberId } };
  for (const { id } of rows) {
    work.contacts.update(id, { responsibleId: to.memberId });
    work.emit('contact.changed', { contactId: id }, { changes });
  }
  return rows.length;
}

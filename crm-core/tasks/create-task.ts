import { badInput } from '../../kernel/errors.ts';
import { type ContactId, type DealId, type MemberId, newId } from '../../kernel/ids.ts';
import { getDeal } from '../deals/get-deal.ts';
import { getActiveMember, memberName } from '../members/known-members.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

export interface NewTask {
  title: string;
  description?: string;
  dealId?: DealId | null;
  /** Default: the deal's contact. */
  contactId?: ContactId | null;
  assigneeId?: MemberId | null;
  dueAt?: Date | null;
  priority?: Row<'tasks'>['priority'];
}

/** A task about a deal, a contact, or neither (PRODUCT S13). */
export async function createTask(work: Work, input: NewTask): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const deal = input.dealId ? await getDeal(work, input.dealId) : undefined;
  const contact = input.contactId ? await work.contacts.get(input.contactId) : undefined;
  if (input.assigneeId) getActiveMember(work.config, input.assigneeId);
  const task = work.tasks.insert({
    id: newId('task'),
    projectId: work.projectId,
    dealId: deal?.id ?? null,
    contactId: contact?.id ?? deal?.contactId ?? null,
    title: checkTitle(input.title),
    description: input.description ?? '',
    assigneeId: input.assigneeId ?? null,
    dueAt: input.dueAt ?? null,
    priority: input.priority ?? 'normal',
    doneAt: null,
    createdBy: work.actor.record,
    version: 1,
    createdAt: work.now,
  });
  work.emit('task.created', task, {
    taskId: task.id,
    title: task.title,
    dueAt: task.dueAt,
    assignee: { memberId: task.assigneeId, name: memberName(work.config, task.assigneeId) },
  });
  return task;
}

/** Throws `bad_input` when nothing is written. */
export function checkTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === '') throw badInput('A task needs a title', { field: 'title' });
  return trimmed;
}

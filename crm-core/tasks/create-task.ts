import { badInput } from '../../kernel/errors.ts';
import { type ContactId, type DealId, type MemberId, newId } from '../../kernel/ids.ts';
import { getDeal } from '../deals/get-deal.ts';
import { getActiveMember, memberName } from '../members/known-members.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { nextNoticeAt, reminderOf } from './task-notices.ts';
import { tellAssignee } from './tell-task.ts';

export interface NewTask {
  title: string;
  description?: string;
  dealId?: DealId | null;
  /** Default: the deal's contact. */
  contactId?: ContactId | null;
  assigneeId?: MemberId | null;
  dueAt?: Date | null;
  priority?: Row<'tasks'>['priority'];
  /** In minutes before the date. */
  remindBefore?: number | null;
  /** A moment of its own instead. */
  remindAt?: Date | null;
}

/** A task about a deal, a contact, or neither (PRODUCT S13). */
export async function createTask(work: Work, input: NewTask): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const deal = input.dealId ? await getDeal(work, input.dealId) : undefined;
  const contact = input.contactId ? await work.contacts.get(input.contactId) : undefined;
  if (input.assigneeId) getActiveMember(work.config, input.assigneeId);
  const dates = datesOf(input);
  const task = work.tasks.insert({
    id: newId('task'),
    projectId: work.projectId,
    dealId: deal?.id ?? null,
    contactId: contact?.id ?? deal?.contactId ?? null,
    title: checkTitle(input.title),
    description: input.description ?? '',
    assigneeId: input.assigneeId ?? null,
    ...dates,
    nextNoticeAt: nextNoticeAt(dates, work.now),
    priority: input.priority ?? 'normal',
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
  await tellAssignee(work, task);
  return task;
}

function datesOf(input: NewTask) {
  const remindBefore = input.remindBefore ?? null;
  const given = { dueAt: input.dueAt ?? null, remindBefore, remindAt: input.remindAt ?? null, doneAt: null };
  return { ...given, remindAt: reminderOf(given) };
}

/** Throws `bad_input` when nothing is written. */
export function checkTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === '') throw badInput('A task needs a title', { field: 'title' });
  return trimmed;
}

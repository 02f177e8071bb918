import type { ContactId, DealId, MemberId, TaskId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { getDeal } from '../deals/get-deal.ts';
import { getActiveMember } from '../members/known-members.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkTitle } from './create-task.ts';
import { getTask } from './get-task.ts';
import { nextNoticeAt, reminderOf } from './task-notices.ts';
import { tellAssignee } from './tell-task.ts';

export interface TaskPatch {
  title?: string;
  description?: string;
  assigneeId?: MemberId | null;
  dueAt?: Date | null;
  priority?: Row<'tasks'>['priority'];
  /** In minutes before the date; takes the place of a moment of its own, and the other way round. */
  remindBefore?: number | null;
  remindAt?: Date | null;
  /** Brings its contact along unless one is named too. */
  dealId?: DealId | null;
  contactId?: ContactId | null;
}

export async function changeTask(work: Work, input: { taskId: TaskId; patch: TaskPatch }): Promise<Row<'tasks'>> {
  demand(work.actor, 'tasks', 'edit');
  const task = await getTask(work, input.taskId);
  const { patch } = input;
  const given = patch.assigneeId !== task.assigneeId ? patch.assigneeId : null;
  if (given) getActiveMember(work.config, given);
  const fields = {
    ...patch,
    ...(patch.title !== undefined && { title: checkTitle(patch.title) }),
    ...(await linksOf(work, patch)),
    ...remindersOf(task, patch),
  };
  const changes = changedFields(task, fields);
  if (Object.keys(changes).length === 0) return task;
  const after = { ...task, ...fields };
  work.emit('task.changed', after, { taskId: task.id, title: task.title, changes });
  const changed = work.tasks.update(task.id, { ...fields, nextNoticeAt: nextNoticeAt(after, work.now) });
  if (given) await tellAssignee(work, changed);
  return changed;
}

/** Throws `not_found` for what is not there or may not be seen. */
async function linksOf(work: Work, { dealId, contactId }: TaskPatch): Promise<Pick<TaskPatch, 'contactId'>> {
  const deal = dealId ? await getDeal(work, dealId) : undefined;
  if (contactId) await work.contacts.get(contactId);
  return deal && contactId === undefined ? { contactId: deal.contactId } : {};
}

/** A reminder before the date goes where the date goes. */
function remindersOf(task: Row<'tasks'>, patch: TaskPatch): Pick<Row<'tasks'>, 'remindBefore' | 'remindAt'> {
  if (patch.remindBefore === undefined && patch.remindAt !== undefined) {
    return { remindBefore: null, remindAt: patch.remindAt };
  }
  const dueAt = patch.dueAt === undefined ? task.dueAt : patch.dueAt;
  const { remindBefore, remindAt } =
    patch.remindBefore === undefined ? task : { remindBefore: patch.remindBefore, remindAt: null };
  return { remindBefore, remindAt: reminderOf({ dueAt, remindBefore, remindAt }) };
}

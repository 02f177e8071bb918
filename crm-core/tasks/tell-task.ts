import type { MemberId, TaskId } from '../../kernel/ids.ts';
import { findMember } from '../members/known-members.ts';
import { notifyMembers } from '../members/notify-members.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { nextNoticeAt, noticeDue } from './task-notices.ts';

/**
 * Tells whoever has the task that it is due soon or now, once: the notification's key names the moment, and the row's
 * version lets only one of several processes write it. A date that was put off is told again when it comes.
 */
export async function tellTask(work: Work, input: { taskId: TaskId }): Promise<void> {
  const task = await work.tasks.find(input.taskId);
  if (!task?.nextNoticeAt || task.nextNoticeAt > work.now) return;
  work.tasks.update(task.id, { nextNoticeAt: nextNoticeAt(task, work.now) });
  const notice = noticeDue(task, work.now);
  if (!notice) return;
  await notifyMembers(work, {
    to: concerned(work, task),
    key: `task:${task.id}:${notice.kind}:${notice.at.toISOString()}`,
    kind: notice.kind,
    text: task.title,
    dealId: task.dealId,
    taskId: task.id,
  });
}

/** Tells a member that somebody else (or a flow) has given him the task. */
export async function tellAssignee(work: Work, task: Row<'tasks'>): Promise<void> {
  const { record } = work.actor;
  if (!task.assigneeId || (record.kind === 'member' && record.memberId === task.assigneeId)) return;
  await notifyMembers(work, {
    to: [task.assigneeId],
    key: `task:${task.id}:assigned:${work.now.toISOString()}`,
    kind: 'task_assigned',
    text: task.title,
    dealId: task.dealId,
    taskId: task.id,
  });
}

/** The assignee, else whoever wrote it down, else whoever has the deal. */
function concerned(work: Work, { assigneeId, createdBy }: Row<'tasks'>): 'responsible' | readonly MemberId[] {
  const writer = createdBy.kind === 'member' ? createdBy.memberId : null;
  const member = [assigneeId, writer].map((id) => findMember(work.config, id)).find((one) => one?.row.active);
  return member ? [member.row.id] : 'responsible';
}

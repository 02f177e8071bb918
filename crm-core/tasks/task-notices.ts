import type { Row } from '../work/tables.ts';

type Dated = Pick<Row<'tasks'>, 'doneAt' | 'dueAt' | 'remindAt'>;

export interface TaskNotice {
  kind: 'task_reminder' | 'task_due';
  at: Date;
}

/** What is told about an open task, the first thing first. */
function noticesOf({ doneAt, dueAt, remindAt }: Dated): TaskNotice[] {
  if (doneAt) return [];
  const reminder = remindAt && (!dueAt || remindAt < dueAt) ? [{ kind: 'task_reminder' as const, at: remindAt }] : [];
  const due = dueAt ? [{ kind: 'task_due' as const, at: dueAt }] : [];
  return [...reminder, ...due];
}

/** When something is to be told next; what is past already is not told any more. */
export function nextNoticeAt(task: Dated, now: Date): Date | null {
  return noticesOf(task).find(({ at }) => at > now)?.at ?? null;
}

/** What has to be told now. Of several that nobody told in time (the product stood still) the last says it all. */
export function noticeDue(task: Dated, now: Date): TaskNotice | undefined {
  return noticesOf(task).findLast(({ at }) => at <= now);
}

/** The moment of the reminder: so long before the date, or the moment that was named. */
export function reminderOf({
  dueAt,
  remindBefore,
  remindAt,
}: Pick<Row<'tasks'>, 'dueAt' | 'remindBefore' | 'remindAt'>) {
  if (remindBefore === null) return remindAt;
  return dueAt && new Date(dueAt.getTime() - remindBefore * 60_000);
}

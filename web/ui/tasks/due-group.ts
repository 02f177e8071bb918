import type { DueGroup, TaskRow } from '../../../api/contract/tasks.ts';
import { type Day, dayOf, daysBetween, momentAt, plusDays, timeOf } from './zoned.ts';

type Dated = Pick<TaskRow, 'dueAt' | 'doneAt'>;

/** As the server groups them: where a task belongs after a change that the server has not heard of yet. */
export function dueGroupOf({ dueAt, doneAt }: Dated, now: Date, timeZone: string): DueGroup {
  if (doneAt !== null) return 'done';
  if (dueAt === null) return 'none';
  if (Date.parse(dueAt) < now.getTime()) return 'overdue';
  const days = daysBetween(dayOf(now, timeZone), dayOf(dueAt, timeZone));
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days < 7 ? 'week' : 'later';
}

export function isOverdue({ dueAt, doneAt }: Dated, now = new Date()): boolean {
  return doneAt === null && dueAt !== null && Date.parse(dueAt) < now.getTime();
}

/** When a task that is put into a group is due: the next such day, at its own time of day. */
export function dueInGroup(
  { dueAt }: Dated,
  group: Exclude<DueGroup, 'overdue' | 'done'>,
  now: Date,
  timeZone: string,
): string | null {
  if (group === 'none') return null;
  const today = dayOf(now, timeZone);
  if (group === 'today') return laterToday(dueAt, now, timeZone);
  const days = { tomorrow: 1, week: 2, later: 7 }[group];
  return momentAt(plusDays(today, days), dueAt ? timeOf(dueAt, timeZone) : morning, timeZone);
}

/** At ten in the morning. */
export const morning = '10:00';

/** On a day: in the morning; today within the hour that comes. */
export function plannedOn(day: Day, now: Date, timeZone: string): string {
  return day === dayOf(now, timeZone) ? laterToday(null, now, timeZone) : momentAt(day, morning, timeZone);
}

/** Its own time when that is still to come; else the next full hour, at the latest a minute before midnight. */
function laterToday(dueAt: string | null, now: Date, timeZone: string): string {
  const today = dayOf(now, timeZone);
  const own = dueAt && momentAt(today, timeOf(dueAt, timeZone), timeZone);
  if (own && Date.parse(own) > now.getTime()) return own;
  const nextHour = new Date(Math.ceil((now.getTime() + 1) / 3_600_000) * 3_600_000);
  return dayOf(nextHour, timeZone) === today ? nextHour.toISOString() : momentAt(today, '23:59', timeZone);
}

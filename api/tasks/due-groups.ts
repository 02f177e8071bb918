import { DateTime } from 'luxon';
import type { DueGroup } from '../contract/tasks.ts';

export type OpenGroup = Exclude<DueGroup, 'done'>;

/** From when until before when a task of a group is due; null for those without a date. */
export type DueRange = { from?: Date; to?: Date } | null;

/** The groups' ranges at this moment, in days of the project's time zone. They follow each other without gaps. */
export function dueRanges(now: Date, timeZone: string): Record<OpenGroup, DueRange> {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const [tomorrow, dayAfter, later] = [1, 2, 7].map((days) => today.plus({ days }).toJSDate());
  if (!tomorrow || !dayAfter || !later) throw new Error(`no such time zone: ${timeZone}`);
  return {
    overdue: { to: now },
    today: { from: now, to: tomorrow },
    tomorrow: { from: tomorrow, to: dayAfter },
    week: { from: dayAfter, to: later },
    later: { from: later },
    none: null,
  };
}

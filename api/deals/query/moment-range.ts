import { DateTime } from 'luxon';
import type { Op } from '../../contract/deal-filter.ts';
import type { Asker } from './deal-query.ts';

/** From a moment on, up to but without another; undefined is without end. */
export interface MomentRange {
  from?: Date;
  to?: Date;
}

/** What a condition on a moment means now, with the days of the project's time zone. */
export function momentRange(op: Op, value: unknown, asker: Pick<Asker, 'now' | 'timeZone'>): MomentRange {
  const { now, timeZone } = asker;
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  switch (op) {
    case 'at_least':
      return { from: beginning(String(value), timeZone) };
    case 'at_most':
      return { to: end(String(value), timeZone) };
    case 'between': {
      const [from, to] = Array.isArray(value) ? value : [];
      return { from: beginning(String(from), timeZone), to: end(String(to), timeZone) };
    }
    case 'last_days':
      return { from: today.minus({ days: Number(value) - 1 }).toJSDate(), to: today.plus({ days: 1 }).toJSDate() };
    case 'next_days':
      return { from: today.toJSDate(), to: today.plus({ days: Number(value) }).toJSDate() };
    case 'older_days':
      return { to: today.minus({ days: Number(value) - 1 }).toJSDate() };
    case 'past':
      return { to: now };
    default:
      throw new Error(`${op} is no range of time`);
  }
}

/** The same for dates that are kept as texts such as 2026-01-31: first and last day, both within. */
export function dayRange(
  op: Op,
  value: unknown,
  { now, timeZone }: Pick<Asker, 'now' | 'timeZone'>,
): { from?: string; to?: string } {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const day = (days: number) => today.plus({ days }).toISODate() ?? '';
  const count = Number(value);
  switch (op) {
    case 'last_days':
      return { from: day(1 - count), to: day(0) };
    case 'next_days':
      return { from: day(0), to: day(count - 1) };
    case 'older_days':
      return { to: day(-count) };
    default:
      throw new Error(`${op} is no range of days`);
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function beginning(text: string, zone: string): Date {
  return isDay(text) ? DateTime.fromISO(text, { zone }).startOf('day').toJSDate() : new Date(text);
}

/** A day is meant whole; a moment to the millisecond, because that is how it is shown. */
function end(text: string, zone: string): Date {
  if (isDay(text)) return DateTime.fromISO(text, { zone }).startOf('day').plus({ days: 1 }).toJSDate();
  return new Date(new Date(text).getTime() + 1);
}

import { DateTime } from 'luxon';
import { badInput } from '../../kernel/errors.ts';
import { longestPeriod } from '../contract/analytics.ts';

/** Days `from` to `to` of a time zone, and the moments at which they begin and end. */
export interface Period {
  from: string;
  to: string;
  begin: Date;
  /** The first moment after it. */
  end: Date;
}

export type Step = 'day' | 'week' | 'month';

/** Throws `bad_input` for a period that ends before it begins or is too long. */
export function readPeriod({ from, to }: { from: string; to: string }, timeZone: string): Period {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!(first <= last)) throw badInput('The period ends before it begins', { why: 'period_order' });
  if (daysBetween(first, last) >= longestPeriod)
    throw badInput(`A period has ${longestPeriod} days at most`, { why: 'period_long', most: longestPeriod });
  return periodOf(first, last, timeZone);
}

/** As many days, right before it. */
export function periodBefore({ from, to }: Period, timeZone: string): Period {
  const [first, last] = [dayOf(from), dayOf(to)];
  return periodOf(first.minus({ days: daysBetween(first, last) + 1 }), first.minus({ days: 1 }), timeZone);
}

/** Few enough to be told apart on a chart. */
export function stepOf({ from, to }: Period): Step {
  const days = daysBetween(dayOf(from), dayOf(to)) + 1;
  return days <= 31 ? 'day' : days <= 190 ? 'week' : 'month';
}

/** The period cut at midnights, Mondays or firsts of the month; the first and the last part may be shorter. */
export function partsOf(period: Period, step: Step, timeZone: string): Period[] {
  const last = dayOf(period.to);
  const parts: Period[] = [];
  for (let begin = dayOf(period.from); begin <= last; ) {
    const next = begin.startOf(step).plus({ [step]: 1 });
    parts.push(periodOf(begin, DateTime.min(next.minus({ days: 1 }), last), timeZone));
    begin = next;
  }
  return parts;
}

/** Days are counted where each has 24 hours; only their borders are moments of the zone. */
function dayOf(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function daysBetween(first: DateTime, last: DateTime): number {
  return last.diff(first, 'days').days;
}

function periodOf(first: DateTime, last: DateTime, zone: string): Period {
  const midnight = (day: DateTime) => day.setZone(zone, { keepLocalTime: true }).startOf('day').toJSDate();
  const text = (day: DateTime) => day.toFormat('yyyy-MM-dd');
  return { from: text(first), to: text(last), begin: midnight(first), end: midnight(last.plus({ days: 1 })) };
}

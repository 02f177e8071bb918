import { DateTime } from 'luxon';
import { shown } from './convert.ts';
import { ExpressionError } from './expression-error.ts';
import type { Run } from './run.ts';
import type { Value } from './value.ts';

/** A date or a moment in the project's time zone. As a value it is ISO text: `2026-01-15` or `2026-01-15T12:30:00+03:00`. */
export interface Moment {
  at: DateTime;
  /** A day without a time of day; `at` is its first instant. */
  isDay: boolean;
}

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u;
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,]+(\d{1,2}):(\d{2}))?$/u;

/** Whether a text has the form in which dates are kept. */
export function isMoment(text: string): boolean {
  return text.length < 40 && iso.test(text);
}

/** Reads ISO text and `15.01.2026`, `15.01.2026 12:30`. Without an offset the text means the project's wall clock. */
export function findMoment(text: string, timeZone: string): Moment | undefined {
  const trimmed = text.trim();
  if (isMoment(trimmed)) {
    const at = DateTime.fromISO(trimmed.replace(' ', 'T'), { zone: timeZone });
    return at.isValid ? { at, isDay: trimmed.length === 10 } : undefined;
  }
  const [found, day, month, year, hour, minute] = dotted.exec(trimmed.slice(0, 40)) ?? [];
  if (found === undefined) return undefined;
  const time = hour === undefined ? {} : { hour: Number(hour), minute: Number(minute) };
  const at = DateTime.fromObject(
    { year: Number(year), month: Number(month), day: Number(day), ...time },
    { zone: timeZone },
  );
  return at.isValid ? { at, isDay: hour === undefined } : undefined;
}

/** Steps for one date: computing with time zones is slow. */
export const momentCost = 20;

/** The same, for a function's argument. Throws ExpressionError. */
export function toMoment(value: Value, run: Run): Moment {
  run.spend(momentCost);
  const moment = typeof value === 'string' ? findMoment(value, run.scope.timeZone) : undefined;
  if (!moment) throw new ExpressionError(`Not a date: ${shown(value)}`);
  return moment;
}

export function localNow({ scope, spend }: Run): DateTime {
  spend(momentCost);
  const now = DateTime.fromJSDate(scope.now, { zone: scope.timeZone }).startOf('second');
  if (!now.isValid) throw new ExpressionError(`Unknown time zone: ${scope.timeZone}`);
  return now;
}

export function writeMoment({ at, isDay }: Moment): string {
  const text = isDay ? at.toISODate() : at.toISO({ suppressMilliseconds: true });
  if (text === null || at.year < 0 || at.year > 9999) throw new ExpressionError('Date out of range');
  return text;
}

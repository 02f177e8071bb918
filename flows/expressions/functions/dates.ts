import type { DateTime } from 'luxon';
import { toNumber, toText } from '../convert.ts';
import { localNow, toMoment, writeMoment } from '../dates.ts';
import { ExpressionError } from '../expression-error.ts';
import type { Run } from '../run.ts';
import type { Value } from '../value.ts';
import type { ExpressionFunction } from './expression-function.ts';

/** Dates are ISO texts; days, hours and weeks are those of the project's time zone, summer time included. */
export const dateFunctions: readonly ExpressionFunction[] = [
  {
    name: 'now',
    signature: 'now()',
    example: 'now() → 2026-01-15T12:00:00+03:00',
    takes: [0, 0],
    call: (_, run) => writeMoment({ at: localNow(run), isDay: false }),
  },
  {
    name: 'today',
    signature: 'today()',
    example: 'today() → 2026-01-15',
    takes: [0, 0],
    call: (_, run) => writeMoment({ at: localNow(run), isDay: true }),
  },
  {
    name: 'date',
    signature: 'date(text)',
    example: 'date("20.01.2026") → 2026-01-20',
    takes: [1, 1],
    call: ([value = null], run) => writeMoment(toMoment(value, run)),
  },
  {
    name: 'dateAdd',
    signature: 'dateAdd(date, number, "days")',
    example: 'dateAdd("2026-01-30", 3, "days") → 2026-02-02',
    takes: [3, 3],
    call: ([value = null, amount = null, unit = null], run) => {
      const { at, isDay } = toMoment(value, run);
      const { name, ofDay } = unitOf(unit, run);
      return writeMoment({ at: at.plus({ [name]: toNumber(amount) }), isDay: isDay && !ofDay });
    },
  },
  {
    name: 'dateDiff',
    signature: 'dateDiff(from, to, "days")',
    example: 'dateDiff("2026-01-15", "2026-02-01", "days") → 17',
    takes: [3, 3],
    call: ([from = null, to = null, unit = null], run) => {
      const { name } = unitOf(unit, run);
      const span = toMoment(to, run).at.diff(toMoment(from, run).at, name);
      return Math.trunc(span.as(name)) + 0; // no -0
    },
  },
  {
    name: 'formatDate',
    signature: 'formatDate(date, "dd.MM.yyyy", "ru" or "en"?)',
    example: 'formatDate("2026-01-15", "d MMMM") → 15 января',
    takes: [1, 3],
    call: ([value = null, format = 'dd.MM.yyyy', language = 'ru'], run) =>
      formatDate(toMoment(value, run).at, toText(format, run), language),
  },
  {
    name: 'weekday',
    signature: 'weekday(date?)',
    example: 'weekday("2026-01-15") → 4',
    takes: [0, 1],
    call: ([value], run) => momentOrNow(value, run).weekday,
  },
  {
    name: 'hour',
    signature: 'hour(date?)',
    example: 'hour("2026-01-15T18:30") → 18',
    takes: [0, 1],
    call: ([value], run) => momentOrNow(value, run).hour,
  },
];

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

function unitOf(value: Value, run: Run): { name: (typeof units)[number]; ofDay: boolean } {
  const asked = toText(value, run).toLowerCase();
  const name = units.find((unit) => unit === asked || unit.slice(0, -1) === asked);
  if (!name) throw new ExpressionError(`The unit is one of ${units.join(', ')}`);
  return { name, ofDay: name === 'seconds' || name === 'minutes' || name === 'hours' };
}

/** Luxon's tokens; bounded because each may stand for a long word. */
function formatDate(at: DateTime, format: string, language: Value): string {
  if (format.length > 100) throw new ExpressionError('Date format longer than 100 characters');
  if (language !== 'ru' && language !== 'en') throw new ExpressionError('The language is "ru" or "en"');
  return at.setLocale(language).toFormat(format);
}

function momentOrNow(value: Value | undefined, run: Run): DateTime {
  return value === undefined ? localNow(run) : toMoment(value, run).at;
}

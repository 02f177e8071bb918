import { DateTime } from 'luxon';
import { findMoment, type Moment } from '../expressions/dates.ts';

export interface DayOptions {
  now: Date;
  timeZone: string;
  /** ISO 3166 code. In the United States `3/4` is the fourth of March. */
  country?: string | undefined;
}

/**
 * A date as people write it in a chat: `15.01.2026`, `15.1`, `15/01/26`, `15 января`, `Jan 15, 2026`, `завтра`,
 * each with a time behind it if they like (`завтра в 15:30`). Without a year it is the next such day.
 */
export function parseDay(text: string, options: DayOptions): Moment | undefined {
  const start = text.slice(0, 60);
  return findMoment(start, options.timeZone) ?? findSpoken(start, options);
}

function findSpoken(text: string, options: DayOptions): Moment | undefined {
  const folded = text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ');
  const [, words = '', hour, minute] = /^(.*?)(?:[ ,]+(?:(?:в|at) )?(\d{1,2}):(\d{2}))?$/u.exec(folded) ?? [];
  const day = findDay(words, options);
  if (!day?.isValid) return undefined;
  if (hour === undefined) return { at: day, isDay: true };
  const { year, month, day: ofMonth } = day;
  const at = DateTime.fromObject(
    { year, month, day: ofMonth, hour: Number(hour), minute: Number(minute) },
    { zone: day.zone },
  );
  return at.isValid ? { at, isDay: false } : undefined;
}

const relativeDays: ReadonlyMap<string, number> = new Map([
  ['позавчера', -2],
  ['вчера', -1],
  ['yesterday', -1],
  ['сегодня', 0],
  ['today', 0],
  ['завтра', 1],
  ['tomorrow', 1],
  ['послезавтра', 2],
]);

function findDay(text: string, options: DayOptions): DateTime | undefined {
  const today = DateTime.fromJSDate(options.now, { zone: options.timeZone }).startOf('day');
  const offset = relativeDays.get(text);
  if (offset !== undefined) return today.plus({ days: offset });
  const written = readNumbers(text, options.country) ?? readNamedMonth(text);
  if (!written) return undefined;
  return written.year === undefined ? nextDay(written, today) : dayIn(fullYear(written.year, today), written, today);
}

interface WrittenDay {
  day: number;
  month: number;
  /** As written: two or four digits. */
  year: string | undefined;
}

function readNumbers(text: string, country: string | undefined): WrittenDay | undefined {
  const found = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?: ?г\.?)?$/u.exec(text);
  if (!found) return undefined;
  const [, first, separator, second, year] = found;
  const monthFirst = separator === '/' && country === 'US';
  const [day, month] = monthFirst ? [second, first] : [first, second];
  return { day: Number(day), month: Number(month), year };
}

/** By the first three letters, which tell the months apart in both languages ("мая" is May's other form). */
const months =
  'янв jan,фев feb,мар mar,апр apr,май мая may,июн jun,июл jul,авг aug,сен sep,окт oct,ноя nov,дек dec'.split(',');

function readNamedMonth(text: string): WrittenDay | undefined {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([а-яa-z]{3,9})\.?(?:,? (\d{4})(?: ?г\.?| года)?)?$/u.exec(text);
  const monthFirst = /^([а-яa-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/u.exec(text);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (day === undefined || name === undefined) return undefined;
  const month = months.findIndex((names) => names.split(' ').includes(name.slice(0, 3))) + 1;
  return month === 0 ? undefined : { day: Number(day), month, year };
}

/** `85` is 1985 and `30` is 2030 in 2026: up to ten years ahead, else the past. */
function fullYear(year: string, today: DateTime): number {
  if (year.length === 4) return Number(year);
  const century = today.year - (today.year % 100);
  const inThisCentury = century + Number(year);
  return inThisCentury > today.year + 10 ? inThisCentury - 100 : inThisCentury;
}

/** Eight years, because the next 29 February may be that far. */
function nextDay(written: WrittenDay, today: DateTime): DateTime | undefined {
  for (let year = today.year; year <= today.year + 8; year++) {
    const day = dayIn(year, written, today);
    if (day.isValid && day >= today) return day;
  }
  return undefined;
}

function dayIn(year: number, { day, month }: WrittenDay, today: DateTime): DateTime {
  return DateTime.fromObject({ year, month, day }, { zone: today.zone });
}

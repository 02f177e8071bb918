import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** A day of a calendar, `YYYY-MM-DD`, in whatever zone it is spoken of. */
export type Day = string;

/** Tasks are planned in the project's time zone, wherever the reader sits. */
export function dayOf(at: string | Date, timeZone: string): Day {
  return dayjs(at).tz(timeZone).format('YYYY-MM-DD');
}

/** `HH:mm`. */
export function timeOf(at: string | Date, timeZone: string): string {
  return dayjs(at).tz(timeZone).format('HH:mm');
}

export function momentAt(day: Day, time: string, timeZone: string): string {
  return dayjs.tz(`${day} ${time}`, timeZone).toISOString();
}

export function plusDays(day: Day, days: number): Day {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD');
}

export function daysBetween(from: Day, to: Day): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day');
}

/** The same time of another day. */
export function onDay(at: string, day: Day, timeZone: string): string {
  return momentAt(day, timeOf(at, timeZone), timeZone);
}

/** Monday for Russian readers, Sunday for English ones. */
export function firstDayOfWeek(language: string): 0 | 1 {
  return language === 'ru' ? 1 : 0;
}

/** The first day of the week that the day is in. */
export function weekOf(day: Day, language: string): Day {
  const behind = (dayjs.utc(day).day() - firstDayOfWeek(language) + 7) % 7;
  return plusDays(day, -behind);
}

/** The days that a page of the calendar shows: six whole weeks around the month, so that its height never jumps. */
export function monthPage(day: Day, language: string): Day[] {
  const first = weekOf(`${day.slice(0, 7)}-01`, language);
  return Array.from({ length: 42 }, (_, at) => plusDays(first, at));
}

export function monthBeside(day: Day, months: number): Day {
  return dayjs
    .utc(`${day.slice(0, 7)}-01`)
    .add(months, 'month')
    .format('YYYY-MM-DD');
}

/** A day in words; days have no zone, so that none may be put on them. */
export function dayText(day: Day, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
}

export function clockText(at: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: language === 'en' ? 'numeric' : '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
}

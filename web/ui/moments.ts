const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `5 мин`, `3 ч`, `12 дн`: one unit, rounded down, never less than a minute. */
export function shortDuration(milliseconds: number, language: string): string {
  if (milliseconds < hour) return unit(Math.max(1, Math.floor(milliseconds / minute)), 'minute', language);
  if (milliseconds < day) return unit(Math.floor(milliseconds / hour), 'hour', language);
  return unit(Math.floor(milliseconds / day), 'day', language);
}

/** Two units where the second one tells something: `2 дн 4 ч`. */
export function longDuration(milliseconds: number, language: string): string {
  const first = shortDuration(milliseconds, language);
  const rest = milliseconds >= day ? milliseconds % day : milliseconds % hour;
  if (milliseconds < hour || rest < (milliseconds >= day ? hour : minute)) return first;
  return `${first} ${shortDuration(rest, language)}`;
}

/** `09:05` in Russian, `9:05 AM` in English. */
export function clockTime(at: string, language: string): string {
  return format(at, language, { hour: language === 'en' ? 'numeric' : '2-digit', minute: '2-digit' });
}

/** `15 ноября` this year, `15 ноября 2025` otherwise. */
export function calendarDay(at: string, language: string, now = new Date()): string {
  const thisYear = new Date(at).getFullYear() === now.getFullYear();
  return format(at, language, { day: 'numeric', month: 'long', ...(!thisYear && { year: 'numeric' }) });
}

export function shortDay(at: string, language: string): string {
  return format(at, language, { day: 'numeric', month: 'short' }).replace('.', '');
}

/** `15 нояб` this year, `15 нояб. 2025 г.` otherwise. */
export function listDay(at: string, language: string, now: number): string {
  if (new Date(at).getFullYear() === new Date(now).getFullYear()) return shortDay(at, language);
  return format(at, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

export function fullMoment(at: string, language: string): string {
  return format(at, language, { dateStyle: 'long', timeStyle: 'short' });
}

/** Whole calendar days from `now` to `at` in the browser's zone: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFrom(now: Date, at: string): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(new Date(at)) - midnight(now)) / day);
}

export const dayLength = day;

function unit(value: number, name: 'minute' | 'hour' | 'day', language: string): string {
  const display = language === 'en' ? 'narrow' : 'short';
  const key = `${language} ${name}`;
  const options = { style: 'unit', unit: name, unitDisplay: display } as const;
  return kept(units, key, () => new Intl.NumberFormat(language, options))
    .format(value)
    .replace('.', '');
}

function format(at: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${Object.entries(options).join()}`;
  return kept(days, key, () => new Intl.DateTimeFormat(language, options)).format(new Date(at));
}

const units = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than using it a thousand times. */
function kept<Formatter>(formatters: Map<string, Formatter>, key: string, make: () => Formatter): Formatter {
  const found = formatters.get(key) ?? make();
  formatters.set(key, found);
  return found;
}

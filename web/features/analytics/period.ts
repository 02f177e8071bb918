/** Days are texts such as `2026-01-31`, of the project's time zone, whatever zone the reader sits in. */
export interface Period {
  from: string;
  to: string;
}

export const presets = ['today', '7d', '30d', '90d', 'month', 'last_month', 'quarter', 'year'] as const;
export type Preset = (typeof presets)[number];

export const usualPreset: Preset = '30d';

export function presetPeriod(preset: Preset, today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'month':
      return { from: dayOf(year, month, 1), to: today };
    case 'last_month':
      return { from: dayOf(year, month - 1, 1), to: dayOf(year, month, 0) };
    case 'quarter':
      return { from: dayOf(year, month - ((month - 1) % 3), 1), to: today };
    case 'year':
      return { from: dayOf(year, 1, 1), to: today };
  }
}

export function todayIn(timeZone: string, now = new Date()): string {
  // The Swedish write dates as ISO does.
  return new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function daysIn({ from, to }: Period): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000 + 1;
}

export function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** `1–30 ноября 2026 г.`, `Nov 1 – 30, 2026`. */
export function periodText({ from, to }: Period, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: language === 'ru' ? 'long' : 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(noon(from), noon(to)).replace(/\s?г\./g, '');
}

/** For the axis of a chart: `5 нояб`, and of a whole month its name. */
export function stepText({ from, to }: Period, step: 'day' | 'week' | 'month', language: string): string {
  if (step === 'month') {
    const yearToo = from.slice(5, 7) === '01';
    const options = { month: 'short', ...(yearToo && { year: '2-digit' as const }), timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(language, options).format(noon(from)).replace(/\.|\s?г\.?/g, '');
  }
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const text = step === 'day' || from === to ? short.format(noon(from)) : short.formatRange(noon(from), noon(to));
  return text.replaceAll('.', '');
}

/** The day and, of a single one, its weekday. */
export function longStepText({ from, to }: Period, language: string): string {
  if (from !== to) return periodText({ from, to }, language);
  const options = { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, options).format(noon(from));
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

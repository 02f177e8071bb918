import type { TFunction } from 'i18next';
import { clockText, dayOf, daysBetween, dayText } from './zoned.ts';

/** `сегодня, 15:00`, `29 ноября, 10:00`. */
export function dueText(
  dueAt: string | null,
  { t, language, timeZone, now }: { t: TFunction<'tasks'>; language: string; timeZone: string; now: Date },
): string {
  if (dueAt === null) return t('noDue');
  const [today, day] = [dayOf(now, timeZone), dayOf(dueAt, timeZone)];
  const words: Record<number, string> = { [-1]: t('yesterday'), 0: t('today'), 1: t('tomorrow') };
  const far = {
    day: 'numeric',
    month: 'short',
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' as const }),
  } as const;
  const named = words[daysBetween(today, day)] ?? dayText(day, language, far).replace('.', '');
  return `${named}, ${clockText(dueAt, language, timeZone)}`;
}

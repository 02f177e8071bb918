import { z } from 'zod';
import { findMoment } from '../../expressions/dates.ts';
import { defineBlock, type Visit } from '../block-definition.ts';
import { after, milliseconds } from '../duration.ts';
import { duration, expression, field, timeOfDay } from '../fields.ts';
import { nextTimeOfDay } from './next-time-of-day.ts';
import { weekdays, withinHours } from './within-hours.ts';

const settings = z
  .strictObject({
    for: duration({ ru: 'Сколько ждать', en: 'For' }).exactOptional(),
    /** The next time that clocks show it. */
    until: timeOfDay({ ru: 'До времени', en: 'Until the time' }).exactOptional(),
    /** A date or moment; one that has passed is no wait at all. */
    date: expression({ ru: 'До даты', en: 'Until the date' }).exactOptional(),
    /** Put off to these hours when the moment falls outside them. */
    hours: field(
      z.strictObject({
        from: timeOfDay({ ru: 'С', en: 'From' }),
        to: timeOfDay({ ru: 'До', en: 'To' }),
        days: field(z.array(z.enum(weekdays)).min(1).max(7), { ru: 'Дни', en: 'Days' }).default([...weekdays]),
      }),
      { ru: 'Только в рабочее время', en: 'Working hours only' },
    ).exactOptional(),
    cancelOnMessage: field(z.boolean(), { ru: 'Отменить, если клиент написал', en: 'Cancel when he writes' }).default(
      true,
    ),
  })
  .refine(
    (settings) => [settings.for, settings.until, settings.date].filter((one) => one !== undefined).length === 1,
    'Say how long, until which time, or until which date',
  )
  .refine(({ hours }) => !hours || hours.from < hours.to, {
    message: 'Working hours must begin before they end',
    path: ['hours'],
  });
type Settings = z.infer<typeof settings>;

/** Stops the run for a while. A customer who writes meanwhile cancels it, or does not. */
export const wait = defineBlock<Settings>({
  type: 'wait',
  family: 'think',
  title: { ru: 'Пауза', en: 'Wait' },
  settings,
  ports: ({ date, cancelOnMessage }) => [
    { id: 'next' },
    ...(cancelOnMessage ? [{ id: 'message' }] : []),
    ...(date === undefined ? [] : [{ id: 'error' }]),
  ],
  summary: ({ for: duration, until, date }) => String(duration ?? until ?? date ?? ''),
  pace: (_settings, port) => (port === 'message' ? 'customer' : port === 'error' ? 'now' : 'clock'),
  silence: (settings, port) => (port === 'next' && settings.for !== undefined ? milliseconds(settings.for) : 0),
  enter(settings, visit) {
    const at = momentOf(settings, visit);
    if (!at) return { kind: 'refused', why: `Not a date: ${settings.date}` };
    const { timeZone } = visit.turn.project;
    const open = settings.hours ? withinHours(at, settings.hours, timeZone) : at;
    return { kind: 'wait_until', at: open, cancelOnMessage: settings.cancelOnMessage };
  },
  hearAnything: ({ cancelOnMessage }, visit) =>
    cancelOnMessage && visit.isConnected('message')
      ? { kind: 'go', port: 'message', why: 'the customer wrote' }
      : undefined,
});

function momentOf(settings: Settings, visit: Visit): Date | undefined {
  const { now, project } = visit.turn;
  if (settings.for !== undefined) return after(settings.for, now, project.timeZone);
  if (settings.until !== undefined) return nextTimeOfDay(settings.until, now, project.timeZone);
  const date = visit.value(settings.date ?? '');
  const moment = typeof date === 'string' ? findMoment(date, project.timeZone) : undefined;
  return moment && new Date(Math.max(moment.at.toMillis(), now.getTime() + 1000));
}

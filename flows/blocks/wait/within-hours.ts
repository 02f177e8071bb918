import { DateTime } from 'luxon';

/** In the order of ISO weekdays: Monday is 1. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];

interface WorkingHours {
  from: string;
  to: string;
  days: readonly Weekday[];
}

/** `at` itself when it lies within the hours, else the next opening. */
export function withinHours(at: Date, { from, to, days }: WorkingHours, timeZone: string): Date {
  let day = DateTime.fromJSDate(at, { zone: timeZone });
  for (let tried = 0; tried < 8; tried++) {
    const time = day.toFormat('HH:mm');
    const isWorkday = days.some((name) => weekdays.indexOf(name) + 1 === day.weekday);
    if (isWorkday && time < to) return (time >= from ? day : atTime(day, from)).toJSDate();
    day = day.plus({ days: 1 }).startOf('day');
  }
  return at;
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}

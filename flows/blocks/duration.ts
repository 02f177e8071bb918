import { DateTime } from 'luxon';

/** `90s`, `10m`, `2h`, `3d`, or several, largest first: `1d 12h`. */
export const durationPattern =
  /^(?=\S)(?:(?<days>\d{1,3})d)?\s*(?:(?<hours>\d{1,4})h)?\s*(?:(?<minutes>\d{1,5})m)?\s*(?:(?<seconds>\d{1,6})s)?(?<!\s)$/;

/** Never less than a second away: a timer that fires at once would be a loop without a wait. */
const shortest = 1000;

/** The moment `duration` after `now`. A day is a day on the wall clock, also when the clocks change. */
export function after(duration: string, now: Date, timeZone: string): Date {
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = durationPattern.exec(duration)?.groups ?? {};
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const from = days
    ? DateTime.fromJSDate(now, { zone: timeZone })
        .plus({ days: Number(days) })
        .toMillis()
    : now.getTime();
  return new Date(Math.max(from + ms, now.getTime() + shortest));
}

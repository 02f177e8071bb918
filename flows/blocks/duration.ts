import { DateTime } from 'luxon';

/** `90s`, `10m`, `2h`, `3d`, or several, largest first: `1d 12h`. */
export const durationPattern =
  /^(?=\S)(?:(?<days>\d{1,3})d)?\s*(?:(?<hours>\d{1,4})h)?\s*(?:(?<minutes>\d{1,5})m)?\s*(?:(?<seconds>\d{1,6})s)?(?<!\s)$/;

/** Never less than a second away: a timer that fires at once would be a loop without a wait. */
const shortest = 1000;

/** How long it is, a day being 24 hours. */
export function milliseconds(duration: string): number {
  const { days = 0, ...rest } = durationPattern.exec(duration)?.groups ?? {};
  return Number(days) * 86_400_000 + clockTime(rest);
}

/** The moment `duration` after `now`. A day is a day on the wall clock, also when the clocks change. */
export function after(duration: string, now: Date, timeZone: string): Date {
  const { days = 0, ...rest } = durationPattern.exec(duration)?.groups ?? {};
  const ms = clockTime(rest);
  const from = days
    ? DateTime.fromJSDate(now, { zone: timeZone })
        .plus({ days: Number(days) })
        .toMillis()
    : now.getTime();
  return new Date(Math.max(from + ms, now.getTime() + shortest));
}

function clockTime({ hours = 0, minutes = 0, seconds = 0 }: Record<string, string | number>): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

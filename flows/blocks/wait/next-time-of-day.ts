import { DateTime } from 'luxon';

/** The next moment at which clocks show `time` (`09:30`). A time that the clocks jump over that day comes right after the jump. */
export function nextTimeOfDay(time: string, now: Date, timeZone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = DateTime.fromJSDate(now, { zone: timeZone }).set({ hour, minute, second: 0, millisecond: 0 });
  const at = today.toMillis() > now.getTime() ? today : today.plus({ days: 1 }).set({ hour, minute });
  return at.toJSDate();
}

/** Every zone that the browser knows, west to east, as `Europe/Moscow (UTC+3)`. */
export function timeZoneOptions(at: Date = new Date()): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone').map((name) => ({ name, minutes: offsetOf(name, at) }));
  return zones
    .sort((a, b) => a.minutes - b.minutes || a.name.localeCompare(b.name))
    .map(({ name, minutes }) => ({ value: name, label: `${name.replaceAll('_', ' ')} (${utc(minutes)})` }));
}

/** Minutes east of Greenwich at that moment. */
export function offsetOf(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /([+-])(\d+):?(\d*)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes || 0));
}

function utc(minutes: number): string {
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

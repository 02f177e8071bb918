/** The database's text of a moment (`2026-01-15 09:00:00.123456+00`) as ISO 8601. */
export function isoTime(text: string): string {
  return new Date(text).toISOString();
}

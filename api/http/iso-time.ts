/**
 * The database's text of a moment (`2026-01-15 09:00:00.123456+00`) as ISO 8601. Sessions in UTC, which is what servers
 * have, are rewritten letter by letter: a board has thousands of moments, and parsing one costs ten times as much.
 */
export function isoTime(text: string): string {
  // `2026-01-15 09:00:00` is 19 long; longer years, other zones and what comes before our era are for the parser.
  if (!text.endsWith('+00') || text[4] !== '-' || text[16] !== ':') return new Date(text).toISOString();
  const milliseconds = text.slice(20, Math.min(23, text.length - 3)).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
}

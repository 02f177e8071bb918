/** A one-dimensional PostgreSQL array as text: numbers, booleans, times and texts; a list within stands for its own literal. */
export function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map(elementOf).join(',')}}`;
}

function elementOf(item: unknown): string {
  if (item === null || item === undefined) return 'NULL';
  if (typeof item === 'string') return quoted(item);
  if (item instanceof Date) return momentLiteral(item);
  return Array.isArray(item) ? quoted(arrayLiteral(item)) : String(item);
}

function quoted(text: string): string {
  return text.includes('"') || text.includes('\\') ? `"${text.replace(/[\\"]/g, '\\$&')}"` : `"${text}"`;
}

let lastMoment = { time: Number.NaN, text: '' };

/** Writing a moment is dear, and the rows of one commit share a few. */
function momentLiteral(moment: Date): string {
  const time = moment.getTime();
  if (time !== lastMoment.time) lastMoment = { time, text: `"${moment.toISOString()}"` };
  return lastMoment.text;
}

/**
 * A one-dimensional PostgreSQL array as text: numbers, booleans, times and texts; a list within stands for its own
 * literal. Null when every value is.
 */
export function arrayLiteral<Item>(items: readonly Item[], of: (item: Item) => unknown): string | null {
  const elements: string[] = [];
  let isEmpty = true;
  for (const item of items) {
    const value = of(item);
    const isNull = value === null || value === undefined;
    if (!isNull) isEmpty = false;
    elements.push(isNull ? 'NULL' : elementOf(value));
  }
  return isEmpty ? null : `{${elements.join(',')}}`;
}

/** The same of plain values; a list without any is an empty one. */
export function listLiteral(values: readonly unknown[]): string {
  return `{${values.map((value) => (value === null || value === undefined ? 'NULL' : elementOf(value))).join(',')}}`;
}

function elementOf(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Date) return momentLiteral(value);
  return Array.isArray(value) ? quoted(listLiteral(value)) : String(value);
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

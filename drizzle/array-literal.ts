/** A one-dimensional PostgreSQL array as text: numbers, booleans, times and texts; a list within stands for its own literal. */
export function arrayLiteral(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `,${elementOf(item)}`;
  return `{${text.slice(1)}}`;
}

function elementOf(item: unknown): string {
  if (item === null || item === undefined) return 'NULL';
  if (typeof item === 'string') return quoted(item);
  if (item instanceof Date) return `"${item.toISOString()}"`;
  return Array.isArray(item) ? quoted(arrayLiteral(item)) : String(item);
}

function quoted(text: string): string {
  return /[\\"]/.test(text) ? `"${text.replace(/[\\"]/g, '\\$&')}"` : `"${text}"`;
}

/** The middle of some figures and how far they spread. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Undefined when a round could not tell, for example CPU on a system without /proc. */
export function spreadOf(values: (number | undefined)[]): Spread | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const [min] = known;
  const max = known.at(-1);
  if (min === undefined || max === undefined || known.length < values.length) return undefined;
  return { median: quantile(known, 0.5), min, max };
}

/** Of sorted values; between two of them for the median of an even number. */
export function quantile(sorted: number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

export function percentiles(values: number[]): { p50: number; p95: number; p99: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

export function sumOf<Item>(items: Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** `1,384 (1,301–1,402)`. */
export function showSpread(spread: Spread | undefined, digits = 0): string {
  if (!spread) return '–';
  const show = (value: number) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${show(spread.median)} (${show(spread.min)}–${show(spread.max)})`;
}

export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

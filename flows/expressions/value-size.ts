import { ExpressionError } from './expression-error.ts';
import { limits } from './limits.ts';
import { asData, type Value } from './value.ts';

export interface ValueSize {
  /** The value itself and all values inside it. */
  values: number;
  /** Length of all texts, keys included. */
  text: number;
}

/**
 * Measures a value and refuses what is no data, too large to store or too deep to walk. `[a, a]` shares its parts in memory but
 * not once stored: without this bound a flow that runs `x = [x, x]` in a loop would double its state each time.
 */
export function sizeOf(value: Value): ValueSize {
  const size = { values: 0, text: 0 };
  measure(value, 0, size);
  return size;
}

function measure(value: Value, depth: number, size: ValueSize): void {
  if (asData(value) !== value) throw new ExpressionError('Not data');
  size.values++;
  if (typeof value === 'string') size.text += value.length;
  if (size.values > limits.resultSize || size.text > limits.resultText) throw new ExpressionError('Value too large');
  if (value === null || typeof value !== 'object') return;
  if (depth === limits.depth) throw new ExpressionError(`Value nested deeper than ${limits.depth} levels`);
  if (Array.isArray(value)) {
    for (const item of value) measure(item, depth + 1, size);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    size.text += key.length;
    measure(item, depth + 1, size);
  }
}

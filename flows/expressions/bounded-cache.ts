/** Keeps what is dear to make, keyed by the text that it was made from. `makeFrom` may throw; nothing is kept then. */
export interface BoundedCache<T> {
  get(source: string): T;
}

/**
 * Keeps about `maxLength` of sources, so many users cannot fill the memory. Two generations instead of an exact order of use:
 * what was used since the last change of generations survives it, the rest goes at once. Nothing is ever deleted from a
 * map one by one, which is what makes an exact order dear: a map with many deleted entries is slow to walk.
 */
export function boundedCache<T>(maxLength: number, makeFrom: (source: string) => T): BoundedCache<T> {
  let young = new Map<string, { made: T }>();
  let old = new Map<string, { made: T }>();
  let length = 0;

  function keep(source: string, entry: { made: T }): void {
    if (weightOf(source) * 2 > maxLength) return;
    young.set(source, entry);
    length += weightOf(source);
    if (length * 2 <= maxLength) return;
    old = young;
    young = new Map();
    length = 0;
  }

  return {
    get(source) {
      const hit = young.get(source);
      if (hit) return hit.made;
      const entry = old.get(source) ?? { made: makeFrom(source) };
      keep(source, entry);
      return entry.made;
    },
  };
}

/** The constant stands for the entry itself, so that very short sources are not free. */
function weightOf(source: string): number {
  return source.length + 32;
}

/** Keeps what is dear to make, keyed by the text that it was made from. `makeFrom` may throw; nothing is kept then. */
export interface BoundedCache<T> {
  get(source: string): T;
}

/** The least recently used go first once the kept sources are longer than `maxLength` together, so many users cannot fill the memory. */
export function boundedCache<T>(maxLength: number, makeFrom: (source: string) => T): BoundedCache<T> {
  const kept = new Map<string, { made: T }>();
  let length = 0;

  function forgetOldest(): void {
    for (const source of kept.keys()) {
      if (length <= maxLength) return;
      kept.delete(source);
      length -= weightOf(source);
    }
  }

  return {
    get(source) {
      const hit = kept.get(source);
      if (hit) {
        kept.delete(source);
        kept.set(source, hit);
        return hit.made;
      }
      const made = makeFrom(source);
      kept.set(source, { made });
      length += weightOf(source);
      forgetOldest();
      return made;
    },
  };
}

/** The constant stands for the entry itself, so that very short sources are not free. */
function weightOf(source: string): number {
  return source.length + 32;
}

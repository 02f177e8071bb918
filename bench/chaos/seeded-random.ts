/** Random numbers that a seed repeats: mulberry32. What processes do between two kills is not repeated by it. */
export interface SeededRandom {
  /** At least `from`, less than `to`. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + next() * (to - from);
  return {
    between,
    pick(items) {
      const item = items[Math.floor(between(0, items.length))];
      if (item === undefined) throw new Error('There is nothing to pick from');
      return item;
    },
  };
}

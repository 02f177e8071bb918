import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyBetween, keysAfter, newestKey, topKey } from './order-key.ts';

const moments = fc.record({
  at: fc.integer({ min: 0, max: Date.UTC(2200, 0) }),
  nonce: fc.integer({ min: 0, max: 62 ** 5 - 1 }),
});

describe('newestKey', () => {
  it('sorts a later key before an earlier one, within a millisecond by nonce', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const later = a.at > b.at || (a.at === b.at && a.nonce > b.nonce);
        const same = a.at === b.at && a.nonce === b.nonce;
        const keyA = newestKey(new Date(a.at), a.nonce);
        const keyB = newestKey(new Date(b.at), b.nonce);
        expect(keyA === keyB).toBe(same);
        expect(keyA < keyB).toBe(later);
      }),
    );
  });

  it('never ends in the digit zero, which a fractional key may not', () => {
    fc.assert(fc.property(moments, ({ at, nonce }) => !newestKey(new Date(at), nonce).endsWith('0')));
  });

  it('gives keys of one clock tick in order when they are drawn one after another', () => {
    const now = new Date('2026-01-15T09:00:00Z');
    const drawn = Array.from({ length: 100 }, () => topKey(now));
    expect([...drawn].sort()).toEqual([...drawn].reverse());
    expect(new Set(drawn).size).toBe(100);
  });
});

describe('keyBetween', () => {
  it('always finds a place in a column that mixes new cards and dragged cards, and the order stays total', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('new' as const), wait: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ kind: fc.constant('drag' as const), from: fc.nat(), to: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = Date.UTC(2026, 0, 15);
        let column: string[] = [];
        for (const one of steps) {
          if (one.kind === 'new') {
            now += one.wait;
            column = [topKey(new Date(now)), ...column].sort();
          } else if (column.length > 0) {
            const rest = column.filter((_, index) => index !== one.from % column.length);
            const at = one.to % (rest.length + 1);
            const before = rest[at - 1] ?? null;
            const after = rest[at] ?? null;
            const key = keyBetween(before, after);
            if (before !== null) expect(before < key).toBe(true);
            if (after !== null) expect(key < after).toBe(true);
            column = [...rest.slice(0, at), key, ...rest.slice(at)];
          }
          expect([...column].sort()).toEqual(column);
          expect(new Set(column).size).toBe(column.length);
        }
      }),
    );
  });

  it('lets a new card above whatever was dragged to the top earlier', () => {
    const first = newestKey(new Date(1_000), 5);
    const dragged = keyBetween(null, first);
    expect(newestKey(new Date(1_002), 5) < dragged).toBe(true);
  });
});

describe('keysAfter', () => {
  it('continues a list in order', () => {
    const [a = '', b = ''] = keysAfter(null, 2);
    const more = keysAfter(b, 3);
    expect([a, b, ...more].sort()).toEqual([a, b, ...more]);
  });
});

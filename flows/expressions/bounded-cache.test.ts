import { expect, test, vi } from 'vitest';
import { boundedCache } from './bounded-cache.ts';

test('what was used lately is kept, and what was not goes when newer things need the room', () => {
  const make = vi.fn((source: string) => source.toUpperCase());
  const cache = boundedCache(140, make); // an entry weighs its source and 32, and a generation holds half of the room
  cache.get('a');
  cache.get('b');
  cache.get('c'); // a, b and c are old now
  cache.get('a'); // young again
  cache.get('d');
  cache.get('e'); // b and c are forgotten
  expect(make.mock.calls.flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
  cache.get('a');
  expect(make).toHaveBeenCalledTimes(5);
  expect(cache.get('b')).toBe('B');
  expect(make).toHaveBeenCalledTimes(6);
});

test('a failure is not kept', () => {
  const make = vi.fn().mockImplementationOnce(() => {
    throw new Error('broken');
  });
  const cache = boundedCache(100, make);
  expect(() => cache.get('a')).toThrow('broken');
  expect(() => cache.get('a')).not.toThrow();
});

test('a source larger than the whole cache is made and not kept', () => {
  const make = vi.fn((source: string) => source.length);
  const cache = boundedCache(100, make);
  expect(cache.get('a'.repeat(200))).toBe(200);
  cache.get('a'.repeat(200));
  expect(make).toHaveBeenCalledTimes(2);
});

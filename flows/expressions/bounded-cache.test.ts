import { expect, test, vi } from 'vitest';
import { boundedCache } from './bounded-cache.ts';

test('what was made is kept until newer things need the room, the least recently used going first', () => {
  const make = vi.fn((source: string) => source.toUpperCase());
  const cache = boundedCache(70, make); // an entry weighs its source and 32
  cache.get('a');
  cache.get('b');
  cache.get('a');
  cache.get('c');
  expect(make.mock.calls.flat()).toEqual(['a', 'b', 'c']);
  cache.get('a');
  expect(make).toHaveBeenCalledTimes(3);
  expect(cache.get('b')).toBe('B');
  expect(make).toHaveBeenCalledTimes(4);
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

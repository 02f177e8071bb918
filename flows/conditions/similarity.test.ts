import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSimilar } from './similarity.ts';

test.each([
  ['доставка', 'доставка', true],
  ['доставка', 'доствка', true],
  ['доставка', 'досатвка', true],
  ['доставка', 'даставко', true],
  ['цена', 'цеан', true],
  ['price', 'pirce', true],
  ['сколько стоит', 'скока стоит', true],
  ['доставка', 'достать', false],
  ['цена', 'сцена и', false],
  ['да', 'на', false],
  ['нет', 'не', false],
  ['delivery', 'recovery', false],
  ['a', '', false],
])('D20: %j and %j at 70 %%: %j', (a, b, similar) => {
  expect(isSimilar(a, b, 0.7)).toBe(similar);
});

test('similarity has no direction, and a text is similar to itself at any threshold', () => {
  const text = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(text, text, fc.double({ min: 0.3, max: 1, noNaN: true }), (a, b, threshold) => {
      expect(isSimilar(a, b, threshold)).toBe(isSimilar(b, a, threshold));
      expect(isSimilar(a, a, threshold)).toBe(true);
    }),
  );
});

test('one typo of any kind is within 70 % of a word of four letters or more', () => {
  const word = fc.array(fc.constantFrom(...'абвгдежз'), { minLength: 4, maxLength: 20 });
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'change'), (letters, place, typo) => {
      const at = place % (letters.length - 1);
      const [one = '', two = ''] = letters.slice(at);
      const written = { drop: [two], double: [one, one, two], swap: [two, one], change: ['я', two] }[typo];
      expect(isSimilar(letters.join(''), letters.toSpliced(at, 2, ...written).join(''), 0.7)).toBe(true);
    }),
  );
});

test('texts of 64 KB are not compared letter by letter', () => {
  expect(isSimilar('а'.repeat(65_536), `б${'а'.repeat(65_535)}`, 0.7)).toBe(false);
});

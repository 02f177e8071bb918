import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RichText, TextEntity } from '../../crm-core/conversations/message-body.ts';
import { splitText } from './split-text.ts';

const texts = (rich: RichText, limit: number) => splitText(rich, () => limit).map(({ text }) => text);
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemesOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

describe('where a text is cut', () => {
  test('a text that fits is left alone, to the last code unit', () => {
    expect(texts({ text: 'a'.repeat(10) }, 10)).toEqual(['a'.repeat(10)]);
    expect(texts({ text: '' }, 10)).toEqual(['']);
  });

  test.each([
    ['after a paragraph', 'One two.\n\nThree four', 14, ['One two.\n\n', 'Three four']],
    ['after a line', 'One two.\nThree four', 14, ['One two.\n', 'Three four']],
    ['after a word', 'One two three four', 14, ['One two three ', 'four']],
    ['at a paragraph only when the part is worth it', 'A\n\nBbbbb ccccc ddddd', 16, ['A\n\nBbbbb ccccc ', 'ddddd']],
    ['before a word that would not fit', 'ab abcdefghij', 12, ['ab ', 'abcdefghij']],
    ['anywhere in a word that never fits', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ])('%s', (_where, text, limit, parts) => {
    expect(texts({ text }, limit)).toEqual(parts);
  });

  test.each([
    ['an emoji', '👍👍👍', 3, ['👍', '👍', '👍']],
    ['a family', 'ab👨‍👩‍👧‍👦', 12, ['ab', '👨‍👩‍👧‍👦']],
    ['a flag', 'a🇷🇺🇬🇧', 6, ['a🇷🇺', '🇬🇧']],
    ['a letter and its accent', 'aaae\u0301', 4, ['aaa', 'e\u0301']],
    ['a space and its accent', 'ab c \u0301dddd', 5, ['ab ', 'c \u0301dd', 'dd']],
    ['a line break', 'aaa\r\nbb', 4, ['aaa', '\r\nbb']],
  ])('never inside %s', (_what, text, limit, parts) => {
    expect(texts({ text }, limit)).toEqual(parts);
  });

  test('a tower of accents taller than a message is cut, but not through a surrogate pair', () => {
    const tower = `e${'\u0301'.repeat(9)}`;
    expect(texts({ text: tower }, 4).join('')).toBe(tower);
    const parts = texts({ text: `👍${'\u{1F3FB}'.repeat(6)}` }, 5);
    expect(parts.every((part) => part.isWellFormed())).toBe(true);
  });

  test('formatting that fits a part stays in one', () => {
    const link: TextEntity = { kind: 'link', offset: 4, length: 7, url: 'https://a.example' };
    expect(splitText({ text: 'see our site now', entities: [link] }, () => 9)).toEqual([
      { text: 'see ' },
      { text: 'our site ', entities: [{ ...link, offset: 0 }] },
      { text: 'now' },
    ]);
  });

  test('formatting longer than a part goes on in the next', () => {
    const bold: TextEntity = { kind: 'bold', offset: 2, length: 10 };
    expect(splitText({ text: '__aaaaaaaaaa', entities: [bold] }, () => 6)).toEqual([
      { text: '__aaaa', entities: [{ kind: 'bold', offset: 2, length: 4 }] },
      { text: 'aaaaaa', entities: [{ kind: 'bold', offset: 0, length: 6 }] },
    ]);
  });

  test('an entity over half an emoji is widened to all of it', () => {
    expect(splitText({ text: '👍', entities: [{ kind: 'bold', offset: 1, length: 1 }] }, () => 9)).toEqual([
      { text: '👍', entities: [{ kind: 'bold', offset: 0, length: 2 }] },
    ]);
  });
});

test('4096 emoji of two code units become two messages of 2048', () => {
  expect(texts({ text: '🍀'.repeat(4096) }, 4096)).toEqual(['🍀'.repeat(2048), '🍀'.repeat(2048)]);
});

const words = fc.constantFrom(
  'а',
  'слово',
  ' ',
  '\n',
  '\n\n',
  '👍🏽',
  '👨‍👩‍👧‍👦',
  '🇷🇺',
  'e\u0301',
  '\u0301',
  '\r\n',
  'x'.repeat(30),
  '<b>&',
  '\u202e',
);
const text = fc.array(words, { maxLength: 120 }).map((parts) => parts.join(''));
const entity = fc.record({
  kind: fc.constantFrom('bold' as const, 'code' as const),
  offset: fc.nat(300),
  length: fc.integer({ min: 1, max: 60 }),
});

test('whatever the text: nothing is lost, nothing is too long, no grapheme is torn, no formatting moves', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(entity, { maxLength: 5 }),
      fc.integer({ min: 40, max: 80 }),
      (whole, entities, limit) => {
        const parts = splitText({ text: whole, entities }, () => limit);
        expect(parts.map((part) => part.text).join('')).toBe(whole);
        expect(parts.flatMap((part) => graphemesOf(part.text))).toEqual(graphemesOf(whole));

        const formatted = { bold: new Set<number>(), code: new Set<number>() };
        let start = 0;
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(limit);
          for (const { kind, offset, length } of part.entities ?? []) {
            expect(offset >= 0 && length > 0 && offset + length <= part.text.length).toBe(true);
            if (kind === 'bold' || kind === 'code') mark(formatted[kind], start + offset, length);
          }
          start += part.text.length;
        }
        for (const { kind, offset, length } of entities) {
          for (let at = offset; at < Math.min(offset + length, whole.length); at++)
            expect(formatted[kind].has(at)).toBe(true);
        }
      },
    ),
    { numRuns: 400 },
  );
});

function mark(set: Set<number>, offset: number, length: number): void {
  for (let at = offset; at < offset + length; at++) set.add(at);
}

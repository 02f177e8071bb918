import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleScope } from '../expressions/example-scope.ts';
import { checkTextMatch } from './check-text-match.ts';
import { matchText } from './match-text.ts';
import { type TextMatch, textMatchSchema } from './text-match.ts';

const scope = exampleScope({ deal: { amount: 1500 }, local: { message: 'привет' } });

const price: TextMatch = { kind: 'keywords', anyOf: ['цена', 'стоить', 'сколько'], none: ['доставка'] };
const buy: TextMatch = { kind: 'keywords', all: ['хотеть*', 'торт'] };
const greeting: TextMatch = { kind: 'exact', alternatives: ['Привет', 'hello there', '👋'] };
const menu: TextMatch = { kind: 'similar', alternatives: ['показать меню', 'меню'], threshold: 0.7 };

describe('D20: matching of an incoming text', () => {
  test.each<[TextMatch, string, boolean]>([
    [{ kind: 'any' }, 'что угодно', true],
    [{ kind: 'any' }, '', true],
    [greeting, 'ПРИВЕТ!!!', true],
    [greeting, 'Hello   there.', true],
    [greeting, '👋', true],
    [greeting, 'Приветик', false],
    [greeting, '', false],
    [{ kind: 'exact', alternatives: ['', ' '] }, '', false],
    [{ kind: 'exact', alternatives: ['счёт'] }, 'счет', true],
    [price, 'Сколько стоит торт?', true],
    [price, 'ЦЕНУ подскажите', true],
    [price, 'цена доставки?', false],
    [price, 'привет', false],
    [buy, 'торт', false],
    [{ kind: 'keywords', all: ['хоч*', 'торт'] }, 'Хочу два торта', true],
    [{ kind: 'keywords', none: ['спам'] }, 'привет', true],
    [{ kind: 'keywords', none: ['спам'] }, 'это спам', false],
    [menu, 'паказать меню', true],
    [menu, 'Мнею', true],
    [menu, 'счёт', false],
    [{ kind: 'regex', pattern: '^\\+?\\d{11}$' }, '+79991234567', true],
    [{ kind: 'regex', pattern: '(' }, '(', false],
  ])('%j on %j: %j', (match, text, matched) => {
    expect(matchText(match, text, scope).matched).toBe(matched);
  });

  test('the negative list wins over every kind of match', () => {
    const not = ['не*'];
    const text = 'не хочу';
    const matches: TextMatch[] = [
      { kind: 'any', not },
      { kind: 'exact', alternatives: [text], not },
      { kind: 'keywords', anyOf: ['хочу'], not },
      { kind: 'similar', alternatives: [text], threshold: 0.7, not },
      { kind: 'regex', pattern: 'хочу', not },
    ];
    for (const match of matches) {
      expect(matchText(match, text, scope)).toEqual({ matched: false });
      expect(matchText({ ...match, not: ['другое'] }, text, scope).matched).toBe(true);
    }
  });

  test.each([
    ['deal.amount > 1000', true],
    ['deal.amount > 2000', false],
    ['', true],
    ['1 / 0', false],
    ['syntax error here', false],
  ])('the additional expression %j: %j', (when, matched) => {
    expect(matchText({ kind: 'any', when }, 'текст', scope).matched).toBe(matched);
  });

  test('a regular expression gives its named groups, and nothing when the match fails elsewhere', () => {
    const match: TextMatch = { kind: 'regex', pattern: '(?<count>\\d+) (?<what>\\p{L}+)' };
    expect(matchText(match, 'нужно 3 торта', scope)).toEqual({ matched: true, groups: { count: '3', what: 'торта' } });
    expect(matchText({ ...match, not: ['торт'] }, 'нужно 3 торта', scope)).toEqual({ matched: false });
  });

  test('D20: it is total: any match on any text answers', () => {
    const words = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 4 });
    const pattern = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.array(fc.constantFrom(...'ab().*+?[]{}|^$\\1,-<>:=!'), { maxLength: 20 }).map((all) => all.join('')),
    );
    const narrowing = { not: words, when: fc.string({ maxLength: 20 }) };
    const match: fc.Arbitrary<TextMatch> = fc.oneof(
      fc.record({ kind: fc.constant('exact' as const), alternatives: words, ...narrowing }),
      fc.record({ kind: fc.constant('keywords' as const), all: words, anyOf: words, none: words, ...narrowing }),
      fc.record({
        kind: fc.constant('similar' as const),
        alternatives: words,
        threshold: fc.double({ min: 0.3, max: 1, noNaN: true }),
        ...narrowing,
      }),
      fc.record({ kind: fc.constant('regex' as const), pattern, ...narrowing }),
    );
    fc.assert(
      fc.property(match, fc.string({ unit: 'binary', maxLength: 200 }), (any, text) => {
        expect(matchText(any, text, scope).matched).toBeTypeOf('boolean');
        expect(checkTextMatch(any)).toBeInstanceOf(Array);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([greeting, price, menu, { kind: 'regex', pattern: '\\p{L}+z' } satisfies TextMatch])(
    'a text of 64 KB is nothing special: %j',
    (match) => {
      const text = 'слово и ещё слово '.repeat(3640);
      expect(matchText(match, text, scope)).toEqual({ matched: false });
    },
  );
});

describe('M5: the checker tells what is wrong with a match', () => {
  test.each<[TextMatch, string[]]>([
    [greeting, []],
    [price, []],
    [{ kind: 'exact', alternatives: [' '] }, ['No text to compare with: no message matches']],
    [{ kind: 'keywords', anyOf: [''] }, ['No keywords: every message matches']],
    [
      { kind: 'similar', alternatives: ['да'], threshold: 0.7 },
      ['"да" is too short to allow for typos; use an exact match'],
    ],
    [{ kind: 'regex', pattern: '' }, ['The pattern is empty: every message matches']],
    [{ kind: 'regex', pattern: '(' }, [expect.stringContaining('missing closing )')]],
    [{ kind: 'any', when: 'roun(1)' }, ['The additional condition cannot be read: Unknown function: roun']],
  ])('%j: %j', (match, problems) => {
    expect(checkTextMatch(match)).toEqual(problems);
  });

  test('a stored match is read with 70 % as the default of similarity', () => {
    expect(textMatchSchema.parse({ kind: 'similar', alternatives: ['меню'] })).toEqual({
      kind: 'similar',
      alternatives: ['меню'],
      threshold: 0.7,
    });
    expect(textMatchSchema.safeParse({ kind: 'regex', pattern: 'a'.repeat(1025) }).success).toBe(false);
    expect(textMatchSchema.safeParse({ kind: 'magic' }).success).toBe(false);
  });
});

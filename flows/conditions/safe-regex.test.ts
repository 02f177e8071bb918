import { describe, expect, test } from 'vitest';
import { safeRegex } from './safe-regex.ts';

function find(pattern: string, text: string): Record<string, string> | undefined {
  const regex = safeRegex(pattern);
  if (!regex.ok) throw new Error(regex.why);
  return regex.find(text)?.groups;
}

describe('D20: regular expressions', () => {
  test.each([
    ['цен[аыу]', 'Какова ЦЕНА?', {}],
    ['^\\p{L}+$', 'Ёжик', {}],
    ['(?<sum>\\d+) ?руб', 'за 1500 руб.', { sum: '1500' }],
    ['(?P<a>x)|(?P<b>y)', 'y', { b: 'y' }],
    ['^й', 'и\u0306од', {}],
    ['', '', {}],
  ])('%s finds something in %j', (pattern, text, groups) => {
    expect(find(pattern, text)).toEqual(groups);
  });

  test.each([
    ['^цена$', 'цена?'],
    ['\\d{4}', '123'],
  ])('%s finds nothing in %j', (pattern, text) => {
    expect(find(pattern, text)).toBeUndefined();
  });

  test.each([
    ['('],
    ['(?=a)b'],
    ['(a)\\1'],
    ['a{1001}'],
    ['(a{100}){100}'],
    ['(.*){1000}'],
    ['(\\p{L}{100}){10}!!'],
    [`${'('.repeat(500)}a*${')*'.repeat(500)}`],
    ['a'.repeat(1025)],
  ])('%s is refused with a reason', (pattern) => {
    expect(safeRegex(pattern)).toEqual({ ok: false, why: expect.any(String) });
  });

  test('a group may have any name without touching a prototype', () => {
    expect(Object.keys(find('(?<__proto__>\\d+)', '12') ?? {})).toEqual(['__proto__']);
    expect('12' in {}).toBe(false);
  });

  /** Exponential for a backtracking engine: this test ends only because RE2 does not backtrack. */
  test.each([
    ['(a+)+$'],
    ['(a|aa)+$'],
    ['(a|a?)+$'],
    ['(.*a){12}$'],
    ['(a*)*b'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$'],
    ['(x+x+)+y'],
    ['(?:a?){50}a{50}$'],
  ])('%s on 16 KB of evil text comes back', (pattern) => {
    for (const letter of 'ax') expect(() => find(pattern, `${letter.repeat(16_383)}!`)).not.toThrow();
  });

  test('a search looks at the first 16 KB, and at less with a large pattern', () => {
    expect(find('z', `${'a'.repeat(16_000)}z`)).toEqual({});
    expect(find('z', `${'a'.repeat(17_000)}z`)).toBeUndefined();
    expect(find('(?:a?){400}z', `${'a'.repeat(16_000)}z`)).toBeUndefined();
  });
});

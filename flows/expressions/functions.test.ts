import { describe, expect, test } from 'vitest';
import { toText } from './convert.ts';
import { evaluate } from './evaluate.ts';
import { exampleScope } from './example-scope.ts';
import { ExpressionError } from './expression-error.ts';
import { describeFunctions, functionNames } from './function-table.ts';
import { startRun } from './run.ts';
import type { Value } from './value.ts';

const scope = exampleScope({ deal: { tags: ['b', 'a', 'b'], due: '2026-01-20' }, local: { big: 'я'.repeat(60_000) } });

test('D23: every function has its own name, and its example gives what it says', () => {
  expect(new Set(functionNames).size).toBe(functionNames.length);
  for (const { name, signature, example } of describeFunctions()) {
    const [call = '', result] = example.split(' → ');
    expect(signature.startsWith(`${name}(`)).toBe(true);
    expect([name, toText(evaluate(call, scope), startRun(scope))]).toEqual([name, result]);
  }
});

function table(rows: [source: string, result: Value][]): void {
  test.each(rows)('%s → %j', (source, result) => {
    expect(evaluate(source, scope)).toEqual(result);
  });
}

describe('numbers', () => {
  table([
    ['number("")', 0],
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(1.005, 2)', 1.01],
    ['round(1234, -2)', 1200],
    ['round(-0.2)', 0],
    ['min([])', null],
    ['max(null, 3, "7")', 7],
    ['sum([0.1, 0.2], 0.3)', 0.6],
    ['sum(unknown)', 0],
    ['formatNumber(1234567.5)', '1\u00a0234\u00a0567,5'],
    ['formatNumber(-1500, 2)', '-1\u00a0500,00'],
    ['formatNumber(999)', '999'],
  ]);
});

describe('texts', () => {
  table([
    ['text(1e21)', '1000000000000000000000'],
    ['text(0.0000001)', '0.0000001'],
    ['text([1, [2], null])', '1, [2], '],
    ['text(unknown)', ''],
    ['lower("ЁЖ")', 'ёж'],
    ['capitalize("")', ''],
    ['replace("a.b.c", ".", "$&")', 'a$&b$&c'],
    ['replace("abc", "", "x")', 'abc'],
    ['substring("Привет", 2)', 'ивет'],
    ['substring("Привет", 1, 3)', 'рив'],
    ['split("", ",")', []],
    ['split("a,b", "")', ['a', ',', 'b']],
    ['digits("8 (999) 123-45-67")', '89991234567'],
    ['startsWith(unknown, "a")', false],
  ]);
});

describe('lists', () => {
  table([
    ['unique(deal.tags)', ['b', 'a']],
    ['count(deal.tags)', 3],
    ['count([1, null, ""])', 1],
    ['count(deal.tags, "b")', 2],
    ['first([])', null],
    ['last(unknown)', null],
    ['without(deal.tags, "b")', ['a']],
    ['join([], ", ")', ''],
    ['contains("Привет", "вет")', true],
    ['empty(deal.nothing)', true],
    ['empty([])', true],
    ['empty(0)', false],
    ['length(unknown)', 0],
  ]);
});

describe('dates', () => {
  table([
    ['date("2026-01-15 18:30")', '2026-01-15T18:30:00+03:00'],
    ['date("15.01.2026 18:30")', '2026-01-15T18:30:00+03:00'],
    ['date("2026-01-15T22:00:00Z")', '2026-01-16T01:00:00+03:00'],
    ['dateAdd(today(), 1, "day")', '2026-01-16'],
    ['dateAdd(today(), 2, "hours")', '2026-01-15T02:00:00+03:00'],
    ['dateAdd("2026-01-31", 1, "month")', '2026-02-28'],
    ['dateAdd(now(), -1, "weeks")', '2026-01-08T12:00:00+03:00'],
    ['dateDiff(now(), "2026-01-15T10:30:00Z", "minutes")', 90],
    ['dateDiff("2026-01-20", today(), "days")', -5],
    ['dateDiff("2026-01-15", "2026-01-15", "days")', 0],
    ['dateDiff("2000-02-29", today(), "years")', 25],
    ['formatDate(deal.due, "d MMMM yyyy", "en")', '20 January 2026'],
    ['formatDate(now(), "HH:mm")', '12:00'],
    ['weekday()', 4],
    ['hour()', 12],
    ['hour("2026-01-15T21:30:00Z")', 0],
    ['deal.due > today()', true],
    ['weekday() in [6, 7]', false],
  ]);

  test("D23: days are those of the project's time zone, also when its clocks change", () => {
    const berlin = exampleScope({ now: new Date('2026-03-28T23:30:00Z'), timeZone: 'Europe/Berlin' });
    expect(evaluate('today()', berlin)).toBe('2026-03-29');
    expect(evaluate('dateAdd("2026-03-28T12:00", 1, "day")', berlin)).toBe('2026-03-29T12:00:00+02:00');
    expect(evaluate('dateAdd("2026-03-28T12:00", 24, "hours")', berlin)).toBe('2026-03-29T13:00:00+02:00');
    expect(evaluate('dateDiff("2026-03-28", "2026-03-30", "days")', berlin)).toBe(2);
  });
});

test.each([
  ['round(1, 99)'],
  ['round("x")'],
  ['date("31.02.2026")'],
  ['date("tomorrow")'],
  ['dateAdd(now(), 1, "parsecs")'],
  ['dateAdd(now(), 1e15, "years")'],
  ['formatDate(now(), "d", "xx")'],
  ['formatNumber(1, 2, "de")'],
  ['substring("abc", -1)'],
  ['join("abc")'],
  ['length(5)'],
  ['replace(big, "я", "яя")'],
  ['big + big'],
  ['upper(replace(big, "я", "ß"))'],
  ['split(big, "")'],
  ['now(1)'],
])('%s is refused', (source) => {
  expect(() => evaluate(source, scope)).toThrow(ExpressionError);
});

test('an unknown time zone is an error of the expression, not of the programme', () => {
  expect(() => evaluate('today()', exampleScope({ timeZone: 'Mars/Olympus' }))).toThrow(ExpressionError);
  expect(() => evaluate('date("2026-01-15")', exampleScope({ timeZone: 'Mars/Olympus' }))).toThrow(ExpressionError);
});

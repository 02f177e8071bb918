import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { exampleScope } from './example-scope.ts';
import { ExpressionError } from './expression-error.ts';
import type { Value } from './value.ts';

const scope = exampleScope({
  deal: {
    amount: 1500,
    paid: false,
    tags: ['vip', 'new'],
    custom: { age: '30', город: 'Казань' },
    visits: null,
    name: 'Сделка',
  },
  contact: { name: 'Иван', phone: '+79991234567', city: '' },
  project: { name: 'Пекарня', скидка: 10 },
  local: { answer: '5', items: [{ price: 10 }, { price: 20.5 }] },
});

function table(rows: [source: string, result: Value][]): void {
  test.each(rows)('%s → %j', (source, result) => {
    expect(evaluate(source, scope)).toEqual(result);
  });
}

describe('D23: arithmetic', () => {
  table([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['7 % 3', 1],
    ['-deal.amount + 1', -1499],
    ['0.1 + 0.2', 0.3],
    ['0.3 - 0.1 - 0.2', 0],
    ['1.1 * 1.1', 1.21],
    ['1000.1 - 1000', 0.1],
    ['12345678901.25 + 0.5', 12345678901.75],
    ['9007199254740991 - 1', 9007199254740990],
    ['0 * -1', 0],
    ['deal.custom.age * 2', 60],
    ['"1 500,50" * 2', 3001],
    ['deal.visits + 1', 1],
    ['unknown + 1', 1],
    ['true + true', 2],
  ]);

  test.each([['1 / 0'], ['1 % 0'], ['"abc" * 2'], ['deal.tags * 2'], ['1e308 * 10'], ['1e999'], ['-deal']])(
    '%s is refused',
    (source) => {
      expect(() => evaluate(source, scope)).toThrow(ExpressionError);
    },
  );
});

describe('D23: comparison', () => {
  table([
    ['deal.amount > 1000', true],
    ['deal.amount <= 1500', true],
    ['answer == 5', true],
    ['"5" == "5.0"', false],
    ['contact.name == "Иван"', true],
    ['contact.name == "иван"', false],
    ['deal.tags == ["vip", "new"]', true],
    ['deal.tags != ["new", "vip"]', true],
    ['unknown == null', true],
    ['deal.visits < 3', true],
    ['"10" > "9"', true],
    ['"абв" < "где"', true],
    ['"2026-01-15T12:00:00+03:00" == "2026-01-15T09:00:00Z"', true],
    ['"2026-01-15T12:00:00+03:00" > "2026-01-15T10:00:00Z"', false],
    ['unknown < now()', false],
    ['unknown > now()', false],
    ['"vip" in deal.tags', true],
    ['"sale" not in deal.tags', true],
    ['"ван" in contact.name', true],
    ['"age" in deal.custom', true],
    ['"constructor" in deal.custom', false],
    ['1 in unknown', false],
  ]);
});

describe('D23: logic', () => {
  table([
    ['true and false', false],
    ['true && !false', true],
    ['false or "x"', 'x'],
    ['null || 0', 0],
    ['not deal.paid', true],
    ['not deal.amount == 1500', false],
    ['not "vip" in deal.tags', false],
    ['not deal.amount + 1 == 1501 or true', true],
    ['(not deal.amount) == false', true],
    ['!deal.amount == false', true],
    ['deal.paid ? "да" : "нет"', 'нет'],
    ['1 > 2 ? "a" : 2 > 1 ? "b" : "c"', 'b'],
    ['nickname ?? contact.name', 'Иван'],
    ['contact.city ?? "город не указан"', 'город не указан'],
    ['0 ?? 5', 0],
    ['[] ? 1 : 2', 2],
    ['false and 1 / 0', false],
    ['true or 1 / 0', true],
    ['1 ?? 1 / 0', 1],
  ]);
});

describe('D23: names', () => {
  table([
    ['name', 'Сделка'],
    ['contact.name', 'Иван'],
    ['project["name"]', 'Пекарня'],
    ['скидка * 2', 20],
    ['deal.custom.город', 'Казань'],
    ['local.answer', '5'],
    ['items[1].price', 20.5],
    ['items[7].price', null],
    ['deal.tags.length', 2],
    ['contact.name[0]', 'И'],
    ['no.such.path.at.all', null],
    ['"text" + 1 + null', 'text1'],
    ['[1, 2] + [3]', [1, 2, 3]],
    ['[]', []],
    ['"it\\\'s" + \'"\'', 'it\'s"'],
  ]);

  test('a bare name is looked up in local, deal, contact, project, in this order', () => {
    const everywhere = {
      local: { x: 'local' },
      deal: { x: 'deal' },
      contact: { x: 'contact' },
      project: { x: 'project' },
    };
    const { local: _local, ...noLocal } = everywhere;
    expect(evaluate('x', exampleScope(everywhere))).toBe('local');
    expect(evaluate('x', exampleScope(noLocal))).toBe('deal');
    expect(evaluate('x', exampleScope({ contact: everywhere.contact, project: everywhere.project }))).toBe('contact');
    expect(evaluate('x', exampleScope({ project: everywhere.project }))).toBe('project');
  });

  test('a name that is set to null hides the ones behind it, and no value can shadow deal, contact, project and local', () => {
    expect(evaluate('x', exampleScope({ local: { x: null }, deal: { x: 1 } }))).toBeNull();
    expect(evaluate('deal.x', exampleScope({ local: { deal: { x: 'false deal' } }, deal: { x: 1 } }))).toBe(1);
  });
});

test.each([
  ['x = 1', 'To compare, write ==', 2],
  ['1 +', 'Expected expression after +', 3],
  ['(1', 'Expected )', 2],
  ['1 2', 'Unexpected text', 2],
  ['a.', 'A name is missing', 2],
  ['"open', 'Unclosed quote after "open"', 5],
  ['', 'Nothing here', 0],
  ['[1, , 2]', 'Expected a value', 4],
  ['max(1 2)', 'Expected , or )', 6],
  ['1; 2', 'Unexpected text', 1],
  ['this', 'Not part of the language', 0],
])('the fault of %j is told with its place', (source, message, position) => {
  expect(() => evaluate(source, scope)).toThrow(
    expect.objectContaining({ name: 'ExpressionError', message, position }),
  );
});

test('typographic quotes and no-break spaces are refused instead of being read as names', () => {
  expect(() => evaluate('name == “Иван”', scope)).toThrow(/straight quotes/u);
  expect(() => evaluate('deal.amount\u00a0> 1', scope)).toThrow(ExpressionError);
});

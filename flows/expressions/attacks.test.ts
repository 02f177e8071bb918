import { afterEach, describe, expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';
import { evaluate } from './evaluate.ts';
import { exampleScope } from './example-scope.ts';
import { ExpressionError } from './expression-error.ts';
import { limits } from './limits.ts';
import { renderTemplate } from './render-template.ts';
import type { Value } from './value.ts';

const scope = exampleScope({
  deal: { tags: ['vip'], custom: {}, amount: 1 },
  contact: { name: 'Иван' },
  local: { big: 'a'.repeat(limits.textLength), many: Array.from({ length: 9000 }, (_, i) => i) },
});

const builtIns = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Number.prototype];
const namesBefore = builtIns.map((each) => Reflect.ownKeys(each).length);

afterEach(() => {
  expect(builtIns.map((each) => Reflect.ownKeys(each).length)).toEqual(namesBefore);
  expect('polluted' in {}).toBe(false);
});

const inherited = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'map',
  'at',
];
const holders = ['', 'deal', 'local', 'contact.name', 'deal.tags', 'deal.custom', 'deal.amount', '""', '[]', 'big'];

describe('D23: no way to the host', () => {
  test.each(holders)('nothing inherited is read from %j', (holder) => {
    for (const name of inherited) {
      const paths =
        holder === '' ? [name] : [`${holder}.${name}`, `${holder}["${name}"]`, `${holder}["${name}"].${name}`];
      for (const path of paths) expect([path, evaluate(path, scope)]).toEqual([path, null]);
    }
  });

  test.each([
    ['contact.name.constructor("return process")()'],
    ['deal["constructor"]["constructor"]("globalThis.pwned = true")()'],
    ['constructor("x")'],
    ['toString()'],
    ['__proto__()'],
    ['round.call(1)'],
    ['round.constructor("x")()'],
    ['deal.tags.map(round)'],
    ['[].at(0)'],
    ['(round)(1)(2)'],
    ['deal.__proto__.polluted = 1'],
    ['x = constructor; x.assign(__proto__, [1])'],
    ['() => 1'],
    ['`deal`'],
    ['new Date()'],
    ['this.constructor'],
    ['{ a: 1 }'],
    ['/(a+)+$/'],
    ['import("fs")'],
    ['deal?.tags.push(1)'],
    ['a ||= 1'],
    ['a++'],
    ['...deal'],
    ['a, b'],
    ['a => a'],
    ['2 ** 1000'],
    ['\u0000'],
  ])('%s is refused', (source) => {
    expect(() => evaluate(source, scope)).toThrow(ExpressionError);
    expect(checkExpression(source).ok).toBe(false);
  });

  test('a function is a name of the table only where it is called', () => {
    expect(evaluate('round', scope)).toBeNull();
    expect(evaluate('[round, max]', scope)).toEqual([null, null]);
  });

  test('what a careless caller left in the scope reads as nothing', () => {
    const foreign: Record<string, unknown> = {
      run: () => 1,
      at: new Date(),
      map: new Map(),
      no: undefined,
      big: 1n,
      nan: Number.NaN,
    };
    const careless = exampleScope({ local: foreign as Record<string, Value> });
    for (const name of Object.keys(foreign)) expect(evaluate(name, careless)).toBeNull();
    expect(() => evaluate('local', careless)).toThrow(ExpressionError);
    expect(() => evaluate('[local]', careless)).toThrow(ExpressionError);
  });

  test('an own key called __proto__ is data like any other', () => {
    const hostile: Record<string, Value> = JSON.parse('{ "__proto__": { "admin": true } }');
    expect(evaluate('x.admin', exampleScope({ local: { x: hostile } }))).toBeNull();
    expect(evaluate('x["__proto__"].admin', exampleScope({ local: { x: hostile } }))).toBe(true);
  });

  test('evaluating leaves the scope as it was', () => {
    const frozen = exampleScope({ deal: Object.freeze({ tags: Object.freeze(['a', 'b']) as string[] }) });
    expect(evaluate('without(deal.tags, "a") + unique(deal.tags)', frozen)).toEqual(['b', 'a', 'b']);
  });
});

describe('D23: bounded', () => {
  const nested = (levels: number) => `${'('.repeat(levels)}1${')'.repeat(levels)}`;

  test('brackets nest 64 deep and no deeper', () => {
    expect(evaluate(nested(limits.depth), scope)).toBe(1);
    expect(() => evaluate(nested(limits.depth + 1), scope)).toThrow(/Nested deeper/u);
  });

  test.each([
    ['brackets', nested(2000)],
    ['open brackets', '('.repeat(4096)],
    ['open lists', '['.repeat(4096)],
    ['minus signs', `${'-'.repeat(4000)}1`],
    ['nots', `${'not '.repeat(1000)}1`],
    ['branches', `${'1?'.repeat(1000)}1${':1'.repeat(1000)}`],
    ['alternatives', `${'0?1:'.repeat(1000)}1`],
    ['calls', `${'abs('.repeat(900)}1${')'.repeat(900)}`],
    ['indexes', `${'a['.repeat(1500)}1${']'.repeat(1000)}`],
    ['members', `a${'.a'.repeat(2000)}`],
    ['terms', `${'1+'.repeat(2000)}1`],
    ['items', `[${'1,'.repeat(2000)}1]`],
    ['length', `"${'a'.repeat(4096)}"`],
  ])('too many %s are refused, not overflowed', (_, source) => {
    expect(() => evaluate(source, scope)).toThrow(ExpressionError);
    expect(checkExpression(source).ok).toBe(false);
  });

  test('a source of 4 KB and a sum of 500 terms are within the bounds', () => {
    expect(evaluate(`"${'a'.repeat(limits.sourceLength - 2)}"`, scope)).toHaveLength(limits.sourceLength - 2);
    expect(evaluate(`${'1+'.repeat(499)}1`, scope)).toBe(500);
  });

  test.each([
    ['replace(big, "a", big)'],
    ['big + "a"'],
    ['[big, big, big, big, big, big, big, big, big, big, big, big, big, big, big, big, big]'],
    ['join([big, big], "")'],
    [`[${'lower(big),'.repeat(50)}1]`],
    ['many + many'],
    ['unique(many)'],
    ['many + [1] == many + [1]'],
    ['[many, many]'],
    ['split(big, "")'],
    ['formatDate(now(), big)'],
    [`join(many, "${'-'.repeat(20)}")`],
    [`[${'now(),'.repeat(600)}1]`],
  ])('%s is refused', (source) => {
    expect(() => evaluate(source, scope)).toThrow(ExpressionError);
  });

  test('a flow that doubles a value again and again comes to an end', () => {
    let x: Value = [1];
    const double = () => {
      for (let i = 0; i < 100; i++) x = evaluate('[x, x]', exampleScope({ local: { x } }));
    };
    expect(double).toThrow(ExpressionError);
  });

  test('a template has one budget for all of its holes', () => {
    const faults: string[] = [];
    renderTemplate('{{ lower(big) == "" }}'.repeat(100), scope, ({ message }) => faults.push(message));
    expect(faults.length).toBeGreaterThan(80);
  });
});

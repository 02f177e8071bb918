import { expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';

test.each([
  ['1 + 2', []],
  ['deal.amount > 1000 and deal.amount < 2000', ['deal.amount']],
  ['answer', ['answer']],
  ['deal["город"].x', ['deal.город.x']],
  ['deal[field].x + 1', ['deal', 'field']],
  ['http.body.items[0].name', ['http.body.items.0.name']],
  ['first(deal.tags).x', ['deal.tags']],
  ['a ? b : c ?? d', ['a', 'b', 'c', 'd']],
  ['[x, -y, not z]', ['x', 'y', 'z']],
])('M5: %s reads %j', (source, reads) => {
  expect(checkExpression(source)).toEqual({ ok: true, reads });
});

test.each([
  ['1 + roun(2)', 'Unknown function: roun', 4],
  ['constructor()', 'Unknown function: constructor', 0],
  ['1 + round()', 'Write round(number, digits?)', 4],
  ['deal.name.lower()', 'Values have no methods; functions are called by their name alone', 0],
  ['a == ', 'Expected expression after ==', 5],
])('M5: the fault of %s is told with its place', (source, message, position) => {
  expect(checkExpression(source)).toEqual({ ok: false, message, position });
});

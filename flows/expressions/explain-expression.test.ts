import { expect, test } from 'vitest';
import { exampleScope } from './example-scope.ts';
import { explainExpression } from './explain-expression.ts';

const scope = exampleScope({
  deal: { amount: 1500, tags: ['a', 'b'] },
  contact: { name: 'Иван' },
  local: { long: 'я'.repeat(200) },
});

test.each([
  ['deal.amount > 1000', true, 'deal.amount (1500) > 1000'],
  ['(deal.amount) > 1000', true, '(deal.amount (1500)) > 1000'],
  ['not contact.name == "Пётр"', true, 'not contact.name ("Иван") == "Пётр"'],
  ['length(deal.tags) + missing', 2, 'length(deal.tags (a list of 2)) + missing (null)'],
  ['1 + 1', 2, '1 + 1'],
])('M7: %s is explained with the values that it read', (source, value, explained) => {
  expect(explainExpression(source, scope)).toEqual({ value, explained });
});

test('long values are shown by their beginning', () => {
  expect(explainExpression('long != ""', scope).explained.length).toBeLessThan(70);
});

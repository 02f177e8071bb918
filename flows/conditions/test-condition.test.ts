import { describe, expect, test } from 'vitest';
import { exampleScope } from '../expressions/example-scope.ts';
import { checkCondition } from './check-condition.ts';
import { type Condition, conditionSchema } from './condition.ts';
import { testCondition } from './test-condition.ts';

const scope = exampleScope({
  deal: { amount: 1500, tags: ['VIP', 'new'], due: '2026-01-20', stage: null, 'first-name': 'Анна' },
  contact: { city: 'Москва', email: '', limit: 1000 },
  local: { answer: '7' },
});

function compare(
  left: string,
  op: (Condition & { kind: 'compare' })['op'],
  right?: (Condition & { kind: 'compare' })['right'],
): Condition {
  return { kind: 'compare', left, op, right };
}

describe('D23: a condition is decided and says why', () => {
  test.each<[Condition, boolean, string]>([
    [{ kind: 'expression', source: 'deal.amount > 1000' }, true, 'deal.amount (1500) > 1000'],
    [{ kind: 'expression', source: ' deal.amount > 2000 ' }, false, 'deal.amount (1500) > 2000 is false'],
    [{ kind: 'expression', source: 'deal.amount / 0' }, false, 'deal.amount / 0 cannot be computed: Division by zero'],
    [{ kind: 'expression', source: '' }, false, ' cannot be computed: Nothing here'],
    [compare('deal.amount', 'greater', 1000), true, 'deal.amount (1500) > 1000'],
    [compare('deal.amount', 'greater', '{{ contact.limit }}'), true, 'deal.amount (1500) > "1000"'],
    [compare('deal.amount', 'less_or_equal', 1000), false, 'deal.amount (1500) ≤ 1000 is false'],
    [compare('deal.amount', 'greater', 'много'), false, 'deal.amount cannot be computed: Not a number: "много"'],
    [compare('deal.due', 'less', '2026-02-01'), true, 'deal.due ("2026-01-20") < "2026-02-01"'],
    [compare('deal.missing', 'less', '2026-02-01'), false, 'deal.missing (null) < "2026-02-01" is false'],
    [compare('deal.missing', 'less_or_equal', undefined), false, 'deal.missing (null) ≤ null is false'],
    [compare('contact.city', 'equals', ' москва '), true, 'contact.city ("Москва") = " москва "'],
    [compare('contact.city', 'not_equals', 'Казань'), true, 'contact.city ("Москва") ≠ "Казань"'],
    [compare('answer', 'equals', 7), true, 'answer ("7") = 7'],
    [compare('deal.tags', 'contains', 'vip'), true, 'deal.tags (a list of 2) contains "vip"'],
    [compare('contact.city', 'contains', 'оск'), true, 'contact.city ("Москва") contains "оск"'],
    [compare('contact.city', 'contains', ''), false, 'contact.city ("Москва") contains "" is false'],
    [compare('contact.city', 'not_contains', 'Пит'), true, 'contact.city ("Москва") does not contain "Пит"'],
    [compare('contact.city', 'starts_with', 'мос'), true, 'contact.city ("Москва") starts with "мос"'],
    [
      compare('contact.city', 'one_of', ['Казань', 'Москва']),
      true,
      'contact.city ("Москва") is one of "Казань", "Москва"',
    ],
    [compare('contact.city', 'one_of', 'казань, москва'), true, 'contact.city ("Москва") is one of "казань, москва"'],
    [compare('contact.email', 'is_empty'), true, 'contact.email ("") is empty'],
    [compare('deal.stage', 'is_set'), false, 'deal.stage (null) is set is false'],
    [compare('deal.first-name', 'is_set'), true, 'deal.first-name ("Анна") is set'],
    [compare('deal.constructor', 'is_set'), false, 'deal.constructor (null) is set is false'],
  ])('%j: %j, %s', (condition, passed, why) => {
    expect(testCondition(condition, scope)).toEqual({ passed, why });
  });

  const yes: Condition = { kind: 'expression', source: '1 == 1' };
  const no: Condition = { kind: 'expression', source: '1 == 2' };

  test.each<[Condition, boolean, string]>([
    [{ kind: 'all', of: [yes, yes] }, true, '1 == 1 and 1 == 1'],
    [{ kind: 'all', of: [yes, no, yes] }, false, '1 == 2 is false'],
    [{ kind: 'any', of: [no, yes] }, true, '1 == 1'],
    [{ kind: 'any', of: [no, no] }, false, '1 == 2 is false and 1 == 2 is false'],
    [{ kind: 'all', of: [] }, true, 'no conditions'],
    [{ kind: 'any', of: [] }, false, 'no conditions'],
    [{ kind: 'all', of: [{ kind: 'any', of: [no, yes] }, yes] }, true, '1 == 1 and 1 == 1'],
  ])('%j: %j, %s', (condition, passed, why) => {
    expect(testCondition(condition, scope)).toEqual({ passed, why });
  });

  test('the reason stays short', () => {
    const many: Condition = {
      kind: 'all',
      of: Array.from({ length: 50 }, () => compare('contact.city', 'equals', 'Москва')),
    };
    expect(testCondition(many, scope).why.length).toBeLessThanOrEqual(500);
  });
});

describe('M5: a condition is checked without values', () => {
  test('it tells what is read', () => {
    const condition: Condition = {
      kind: 'all',
      of: [compare('deal.amount', 'greater', '{{ contact.limit }}'), { kind: 'expression', source: 'deal.amount > x' }],
    };
    expect(checkCondition(condition)).toEqual({ problems: [], reads: ['deal.amount', 'contact.limit', 'x'] });
  });

  test.each<[Condition, string]>([
    [{ kind: 'any', of: [] }, 'No conditions in the group'],
    [{ kind: 'expression', source: 'a =' }, 'To compare, write =='],
    [compare('', 'is_set'), 'Nothing is chosen to compare'],
    [compare('deal.x', 'equals'), 'Nothing to compare deal.x with'],
    [compare('deal.x', 'equals', '{{ y'), 'A {{ without its }}'],
  ])('%j: %s', (condition, problem) => {
    expect(checkCondition(condition).problems).toEqual([problem]);
  });

  test('stored conditions are read to any depth, and other shapes are refused', () => {
    const condition: Condition = { kind: 'all', of: [{ kind: 'any', of: [compare('deal.x', 'one_of', ['a'])] }] };
    expect(conditionSchema.parse(condition)).toEqual(condition);
    expect(conditionSchema.safeParse({ kind: 'all', of: [{ kind: 'compare', left: 'x', op: 'like' }] }).success).toBe(
      false,
    );
  });
});

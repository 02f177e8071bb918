import { describe, expect, test, vi } from 'vitest';
import { checkTemplate } from './check-template.ts';
import { exampleScope } from './example-scope.ts';
import { limits } from './limits.ts';
import { renderTemplate } from './render-template.ts';

const scope = exampleScope({
  deal: { amount: 1500, tags: ['vip', 'new'], paid: true },
  contact: { name: 'Иван' },
  local: { big: 'a'.repeat(60_000) },
});

describe('D23: holes in texts', () => {
  test.each([
    ['Здравствуйте!', 'Здравствуйте!'],
    ['Привет, {{ contact.name }}!', 'Привет, Иван!'],
    ['Hello, {{ nick ?? "friend" }}!', 'Hello, friend!'],
    ['{{deal.amount*2}} ₽', '3000 ₽'],
    ['{{ nothing }}', ''],
    ['{{ deal.tags }}', 'vip, new'],
    ['{{ deal.paid ? "оплачено" : "ждёт оплаты" }}', 'оплачено'],
    ['{{ "}}" }}', '}}'],
    ['{{ "{{" }}', '{{'],
    ['{{ "\\"}}" }}', '"}}'],
    ['a {{ b', 'a {{ b'],
    ['{ {contact.name} }', '{ {contact.name} }'],
    ['}} {{ 1 }} {{', '}} 1 {{'],
    ['{{ 1 }}{{ 2 }}', '12'],
  ])('%j reads %j', (template, text) => {
    expect(renderTemplate(template, scope)).toBe(text);
  });

  test('what a hole gives is not read as a template again', () => {
    expect(renderTemplate('{{ x }}', exampleScope({ local: { x: '{{ contact.phone }}' } }))).toBe(
      '{{ contact.phone }}',
    );
  });

  test('a broken hole is empty and told with its place; the rest of the message is sent', () => {
    const onError = vi.fn();
    expect(renderTemplate('Цена: {{ 1 / 0 }} ₽, {{ contact. }}{{ contact.name }}', scope, onError)).toBe(
      'Цена:  ₽, Иван',
    );
    expect(onError.mock.calls.map(([fault]) => fault)).toEqual([
      { message: 'Division by zero', position: 8 },
      { message: 'A name is missing', position: 33 },
    ]);
  });

  test('a hole whose quotes are not closed ends at the next braces', () => {
    const onError = vi.fn();
    expect(renderTemplate("{{ client's }} ok", scope, onError)).toBe(' ok');
    expect(onError).toHaveBeenCalledOnce();
  });

  test('a text that grows too long is cut, and told', () => {
    const onError = vi.fn();
    expect(renderTemplate('{{ big }}{{ big }}', scope, onError)).toHaveLength(limits.textLength);
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('M5: a template is checked without values', () => {
  test('it lists what all of its holes read', () => {
    expect(checkTemplate('{{ contact.name }}, {{ deal.amount + answer }} {{ deal.amount }}')).toEqual({
      ok: true,
      reads: ['contact.name', 'deal.amount', 'answer'],
    });
  });

  test.each([
    ['Привет {{ roun(1) }}', 'Unknown function: roun', 10],
    ['{{ 1 }} {{ 1 + }}', 'Expected expression after +', 15],
    ['{{ 1 }} and {{ open', 'A {{ without its }}', 12],
    ['{{1}}'.repeat(201), 'More than 200 holes', 1000],
  ])('the fault of %j is told with its place', (template, message, position) => {
    expect(checkTemplate(template)).toEqual({ ok: false, message, position });
  });
});

import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';
import { flowFromText } from '../../graph/flow-text.ts';

describe('set', () => {
  test('D23: calculates in order, each value seeing the ones before', async () => {
    const chat = chatWith(`
first:
  set:
    variables:
      - { variable: deal.size, to: 3 }
      - { variable: local.price, to: deal.size * 100 }
      - { variable: contact.note, to: '"costs " + local.price' }
  to: said
said: { message: { text: '{{ contact.note }}' }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['costs 300']);
    expect(chat.last?.steps).toContainEqual({ kind: 'set', variable: 'local.price', value: 300 });
  });

  test('D22: an expression that cannot be computed takes the error port', async () => {
    const chat = chatWith(`
first: { set: { variables: [{ variable: deal.size, to: '"a" * 2' }] }, to: { next: bye, error: oops } }
oops: { message: { text: Oops }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Oops']);
  });

  test('a run keeps no more than it can carry', async () => {
    const chat = chatWith(`
first: { set: { variables: [{ variable: local.x, to: '["0123456789"]' }] }, to: double }
double: { set: { variables: [{ variable: local.x, to: '[local.x, local.x]' }] }, to: { next: double, error: full } }
full: { message: { text: Full }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Full']);
  });

  test.each(['project.x', 'deal.__proto__', 'deal', 'x', 'local.a.b'])('refuses to set %s', (variable) => {
    const text = `format: 1\nname: T\nblocks:\n  a:\n    set: { variables: [{ variable: ${variable}, to: 1 }] }`;
    expect(() => flowFromText(text)).toThrow('block a');
  });
});

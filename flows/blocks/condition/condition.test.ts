import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const blocks = `
first:
  condition:
    branches:
      - { id: rich, when: { kind: compare, left: contact.budget, op: greater, right: 1000 } }
      - { id: known, when: { kind: expression, source: 'contact.phone != null' } }
      - { id: broken, when: { kind: expression, source: '"a" * 2 > 1' } }
  to: { rich: rich, known: known, broken: rich, else: poor }
rich: { message: { text: Rich }, to: bye }
known: { message: { text: Known }, to: bye }
poor: { message: { text: Poor }, to: bye }
bye: end`;

describe('condition', () => {
  test.each([
    [{ budget: 2000, phone: '+1' }, 'Rich'],
    [{ budget: 10, phone: '+1' }, 'Known'],
    [{}, 'Poor'],
  ])('%j takes the first branch that holds', async (contact, said) => {
    expect(await chatWith(blocks, { contact }).say('/start')).toEqual([said]);
  });

  test('M2: the trace says why, with the values', async () => {
    const chat = chatWith(blocks, { contact: { budget: 2000 } });
    await chat.say('/start');
    const port = chat.last?.steps.find((step) => step.kind === 'port' && step.blockId === 'first');
    expect(port).toMatchObject({ port: 'rich', why: expect.stringContaining('2000') });
  });
});

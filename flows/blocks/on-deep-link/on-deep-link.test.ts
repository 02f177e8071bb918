import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const blocks = `
spring: { on-deep-link: { exact: spring, save: contact.source }, to: sale }
partner: { on-deep-link: { prefix: p_ }, to: welcome }
first: { question: { text: Name? }, to: bye }
sale: { message: { text: 'Sale for {{ contact.source }}' }, to: bye }
welcome: { message: { text: 'From {{ local.payload }}' }, to: bye }
bye: end`;
const link = (payload: string) => ({ payload, source: 'deep_link' }) as const;

describe('deep link', () => {
  test('hears its payload, keeps it, and interrupts a question', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    expect(await chat.say('/start spring', link('spring'))).toEqual(['Sale for spring']);
    expect(chat.world.contactFields.source).toBe('spring');
  });

  test('hears a payload by its beginning', async () => {
    expect(await chatWith(blocks).say('/start p_77', link('p_77'))).toEqual(['From p_77']);
  });

  test('hears an advertisement', async () => {
    const chat = chatWith(blocks);
    expect(await chat.say('Hello', { payload: 'spring', source: 'referral' })).toEqual(['Sale for spring']);
  });

  test('a link that no block knows is heard as a plain /start', async () => {
    expect(await chatWith(blocks).say('/start xyz', link('xyz'))).toEqual(['Name?']);
  });
});

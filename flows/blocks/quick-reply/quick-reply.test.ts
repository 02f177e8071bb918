import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const blocks = `
first: { question: { text: Phone?, kind: phone, retryText: A phone please, retries: 1, noAnswer: 10m }, to: bye }
price:
  quick-reply:
    match: { kind: keywords, anyOf: [price] }
    text: 'For you, {{ contact.name }}: 100'
bye: end`;

describe('quick reply', () => {
  test('D21: answers in the middle of a question and leaves the customer where he stands', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    const before = chat.state.stack;
    expect(await chat.say('What is the price?')).toEqual(['For you, Anna: 100']);
    expect(chat.last?.heardBy).toBe('quick_reply');
    expect(chat.state.stack).toEqual(before);
    expect(chat.world.timers.size).toBe(1);
  });

  test('does not count as a wrong answer', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    await chat.say('price');
    expect(await chat.say('dunno')).toEqual(['A phone please']);
    expect(chat.world.handOvers).toEqual([]);
  });

  test('answers a customer who stands nowhere', async () => {
    const chat = chatWith(blocks);
    expect(await chat.say('price')).toEqual(['For you, Anna: 100']);
    expect(chat.state.stack).toEqual([]);
  });

  test('leaves the button that asks for a phone where it is', async () => {
    const chat = chatWith(blocks.replace('kind: phone,', 'kind: phone, share: Share,'));
    await chat.say('/start');
    await chat.say('price');
    expect(chat.world.said[1]?.message.clearRequest).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const minute = 60_000;
const waiting = (settings: string, to = '{ next: done }') =>
  chatWith(`
first: { wait: { ${settings} }, to: ${to} }
done: { message: { text: Done }, to: bye }
wrote: { message: { text: You wrote }, to: bye }
hello: { on-message: { match: { kind: exact, alternatives: [hello] } }, to: heard }
heard: { message: { text: Hello }, to: bye }
bye: end`);

/** The tests begin on Thursday 2026-01-15 at 12:00 in Moscow. */
const firesAt = async (settings: string) => {
  const chat = waiting(settings);
  await chat.say('/start');
  return [...chat.world.timers.values()][0]?.at.toISOString();
};

describe('wait', () => {
  test('stops the run for a while', async () => {
    const chat = waiting('for: 10m');
    expect(await chat.say('/start')).toEqual([]);
    expect(await chat.pass(9 * minute)).toEqual([]);
    expect(await chat.pass(minute)).toEqual(['Done']);
  });

  test.each([
    ["until: '15:00'", '2026-01-15T12:00:00.000Z'],
    ["until: '11:00'", '2026-01-16T08:00:00.000Z'],
    ['date: \'"2026-02-01"\'', '2026-01-31T21:00:00.000Z'],
    ['date: \'dateAdd(today(), 2, "days")\'', '2026-01-16T21:00:00.000Z'],
    ['date: \'"2020-01-01"\'', '2026-01-15T09:00:01.000Z'],
    ["for: 1h, hours: { from: '10:00', to: '19:00' }", '2026-01-15T10:00:00.000Z'],
    ["for: 10h, hours: { from: '10:00', to: '19:00' }", '2026-01-16T07:00:00.000Z'],
    ["for: 20h, hours: { from: '10:00', to: '19:00', days: [mon, tue] }", '2026-01-19T07:00:00.000Z'],
    ["for: 1m, hours: { from: '15:00', to: '19:00' }", '2026-01-15T12:00:00.000Z'],
  ])('%s ends at %s', async (settings, at) => {
    expect(await firesAt(settings)).toBe(at);
  });

  test('D22: what is no date takes the error port', async () => {
    const chat = waiting('date: \'"soon"\'', '{ next: done, error: wrote }');
    expect(await chat.say('/start')).toEqual(['You wrote']);
  });

  test('a message cancels it and leaves by its own port', async () => {
    const chat = waiting('for: 10m', '{ next: done, message: wrote }');
    await chat.say('/start');
    expect(await chat.say('anything')).toEqual(['You wrote']);
    expect(await chat.pass(20 * minute)).toEqual([]);
  });

  test('a message cancels it and is heard by others when that port is open', async () => {
    const chat = waiting('for: 10m');
    await chat.say('/start');
    expect(await chat.say('hello')).toEqual(['Hello']);
    expect(await chat.pass(20 * minute)).toEqual([]);
  });

  test('a message that nobody hears cancels it too', async () => {
    const chat = waiting('for: 10m');
    await chat.say('/start');
    await chat.say('mumble');
    expect(chat.last?.heardBy).toBe('nobody');
    expect(await chat.pass(20 * minute)).toEqual([]);
  });

  test('one that may not be cancelled goes on beneath whatever the customer does', async () => {
    const chat = waiting('for: 10m, cancelOnMessage: false');
    await chat.say('/start');
    expect(await chat.say('hello')).toEqual(['Hello']);
    expect(await chat.pass(10 * minute)).toEqual(['Done']);
  });
});

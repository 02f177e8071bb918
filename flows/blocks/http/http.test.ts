import { describe, expect, test } from 'vitest';
import { asId } from '../../../kernel/ids.ts';
import { chatWith } from '../../engine/chat-for-tests.ts';

const calling = (settings: string, contact = {}) =>
  chatWith(
    `
first: { http: ${settings}, to: { next: ok, error: oops } }
ok: { message: { text: 'ok {{ local.http.status }} {{ deal.got.n }}' }, to: bye }
oops: { message: { text: 'error {{ local.http.status }} {{ local.http.error }}' }, to: bye }
bye: end`,
    { contact },
  );
const request = (chat: ReturnType<typeof calling>) => [...chat.world.requests.values()][0];
const effect = asId<'effect'>('eff_1');

describe('http', () => {
  test('asks, waits, and goes on with the answer', async () => {
    const chat = calling("{ url: 'https://example.com/', save: deal.got }");
    expect(await chat.say('/start')).toEqual([]);
    expect(request(chat)).toEqual({
      kind: 'http',
      method: 'GET',
      url: 'https://example.com/',
      headers: {},
      timeoutMs: 10_000,
      repeatable: true,
    });
    expect(await chat.answerRequest(effect, { kind: 'ok', status: 200, body: { n: 5 } })).toEqual(['ok 200 5']);
  });

  test.each([
    [{ kind: 'ok', status: 404, body: null } as const, 'error 404 '],
    [{ kind: 'failed', why: 'timeout' } as const, 'error  timeout'],
  ])('D22: %j takes the error port', async (result, said) => {
    const chat = calling("{ url: 'https://example.com/' }");
    await chat.say('/start');
    expect(await chat.answerRequest(effect, result)).toEqual([said.trim()]);
  });

  test('hears only the answer to its own request, and only once', async () => {
    const chat = calling("{ url: 'https://example.com/' }");
    await chat.say('/start');
    expect(await chat.answerRequest(asId<'effect'>('eff_9'), { kind: 'ok', status: 200, body: 1 })).toEqual([]);
    expect(await chat.answerRequest(effect, { kind: 'ok', status: 200, body: 1 })).toHaveLength(1);
    expect(await chat.answerRequest(effect, { kind: 'ok', status: 200, body: 1 })).toEqual([]);
  });

  test('a customer cannot write himself into the address, a header or the JSON', async () => {
    const chat = calling(
      `{ method: POST, url: 'https://example.com/?q={{ contact.name }}', headers: [{ name: X-Name, value: '{{ contact.name }}' }],
         body: '{"name": "{{ contact.name }}", "list": {{ contact.tags }}}' }`,
      { name: 'a&b="\r\nX-Evil: 1', tags: ['x"y'] },
    );
    await chat.say('/start');
    expect(request(chat)).toMatchObject({
      url: 'https://example.com/?q=a%26b%3D%22%0D%0AX-Evil%3A%201',
      headers: { 'content-type': 'application/json', 'x-name': 'a&b=" X-Evil: 1' },
    });
    expect(JSON.parse(request(chat)?.body ?? '')).toEqual({ name: 'a&b="\r\nX-Evil: 1', list: ['x"y'] });
  });

  test('D22: what is no web address is refused before anything is asked', async () => {
    const chat = calling("{ url: 'file:///etc/passwd' }");
    expect(await chat.say('/start')).toEqual(['error']);
    expect(chat.world.requests.size).toBe(0);
  });
});

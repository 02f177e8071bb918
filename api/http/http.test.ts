import { request } from 'node:http';
import express from 'express';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '../contract/api.ts';
import { type Operation, operation } from '../contract/operation.ts';
import { handlers } from '../handlers.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, type Tenant } from '../testing/tenant.ts';
import { answerError } from './answer-error.ts';
import { mountOperations } from './mount.ts';

const stand = await startStand();
const { origin, deps } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

describe('the contract and its handlers', () => {
  const ping = operation({
    name: 'pings.ping',
    method: 'GET',
    path: '/ping',
    summary: '',
    access: { kind: 'public' },
    response: z.object({}),
  });

  test('an operation without a handler stops the start', () => {
    expect(() => mountOperations({ pings: { ping } }, { pings: {} }, deps)).toThrow('pings.ping has no handler');
  });

  test('a handler without an operation stops the start', () => {
    const known = { pings: { ping: async () => ({}), pong: async () => ({}) } };
    expect(() => mountOperations({ pings: { ping } }, known, deps)).toThrow(
      'handlers without an operation: pings.pong',
    );
  });

  test('an operation that calls itself otherwise stops the start', () => {
    const misnamed = { pings: { other: ping } };
    expect(() => mountOperations(misnamed, { pings: { other: async () => ({}) } }, deps)).toThrow('pings.other');
  });

  test('the two lists are complete', () => {
    expect(() => mountOperations(api, { ...handlers }, deps)).not.toThrow();
  });
});

describe('bodies', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${origin}/api/projects/${shop.projectId}/notes`, {
      method: 'POST',
      headers: { ...shop.owner, 'content-type': type },
      body,
    });
  const note = (text: string) => JSON.stringify({ text, dealId: shop.ids.dealId });

  test('what PostgreSQL cannot store is cleaned before it gets there', async () => {
    const response = await post(`{"text":"a\\u0000b\\ud800c","dealId":"${shop.ids.dealId}"}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ text: 'ab\ufffdc' });
  });

  test.each([
    ['half a document', '{"text":'],
    ['nesting beyond 64 levels', `{"text":${'['.repeat(65)}${']'.repeat(65)}}`],
    ['a list where an object is expected', '[]'],
    ['nothing', ''],
    ['a number too large for any type', '{"text": 1e400000}'],
  ])('%s is a bad request', async (_what, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'bad_input' } });
  });

  test('more than a megabyte is refused as too large', async () => {
    expect((await post(note('x'.repeat(1024 * 1024)))).status).toBe(413);
  });

  test('only application/json is read', async () => {
    expect((await post(note('hi'), 'application/x-www-form-urlencoded')).status).toBe(400);
  });

  test('a fault is told with its path', async () => {
    const { body } = await call(origin, api.tasks.create, {
      params: shop.ids,
      headers: shop.owner,
      body: { title: 'x', priority: 'huge' },
    });
    expect(body).toMatchObject({ error: { code: 'bad_input', details: { issues: [{ path: 'priority' }] } } });
  });
});

describe('answers that are errors', () => {
  test('an unknown route is JSON too', async () => {
    const response = await fetch(`${origin}/api/nothing/here`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  test('an address that cannot be decoded is a bad request', async () => {
    // fetch would mend it.
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(origin);
      request({ hostname, port, path: '/api/projects/%ZZ' }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });

  test('D31: the unexpected is told by its number alone', async () => {
    const app = express();
    app.get('/', () => {
      throw new Error('the password is 12345');
    });
    app.use(answerError);
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const response = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const text = await response.text();
    server.close();
    expect(response.status).toBe(500);
    expect(text).toContain('"code":"internal"');
    expect(text).not.toContain('12345');
  });

  test('D31: answers are data that no page may frame or run', async () => {
    const { headers } = await fetch(`${origin}/api/session`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none';base-uri 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('strict-transport-security')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

test('D31: no answer ever holds a secret', async () => {
  const secrets = ['password_hash', 'passwordHash', 'token_hash', 'tokenHash', 'webhookSecret', 'keyHash', '$argon2'];
  const { projects, channels, deals, session } = api;
  const reads: Operation[] = [projects.get, channels.list, projects.listApiKeys, deals.get, session.me];
  for (const read of reads) {
    const body = JSON.stringify(await ask(origin, read, { params: shop.ids, headers: shop.owner }));
    for (const secret of secrets) expect(body, read.name).not.toContain(secret);
  }
});

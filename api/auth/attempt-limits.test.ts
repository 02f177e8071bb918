import { randomUUID } from 'node:crypto';
import express from 'express';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { redisCounts } from '../../queue/bullmq/redis-counts.ts';
import type { Counts } from '../../queue/counts.ts';
import { AttemptLimits } from './attempt-limits.ts';

const url = inject('redisUrl');

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe.skipIf(!url)('with Redis', () => {
  test('failed sign-ins at one process count at the other', async () => {
    const prefix = `test-${randomUUID()}`;
    const [one, two] = [await door(open(prefix)), await door(open(prefix))];
    for (let i = 0; i < 10; i++) expect(await (i % 2 ? one : two)('fail')).toBe(401);
    expect([await one('fail'), await two('fail')]).toEqual([429, 429]);
  });

  test('successful ones count nowhere', async () => {
    const prefix = `test-${randomUUID()}`;
    const counts = open(prefix);
    let taken = () => {};
    const takenBack = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const takeBack = async (key: string) => {
      await counts.takeBack(key);
      if (key.startsWith('account')) taken();
    };
    const enter = await door({ ...counts, takeBack });
    expect(await enter('succeed')).toBe(200);
    await takenBack;
    expect(await counts.add('account:victim@example.com', 1000)).toMatchObject({ total: 1 });
  });

  function open(prefix: string): Counts {
    const counts = redisCounts({ url: url ?? '', prefix });
    cleanups.push(() => counts.close());
    return counts;
  }
});

test('while the common count is away a process goes by its own', async () => {
  const away = () => Promise.reject(new Error('Redis is away'));
  const enter = await door({ add: away, takeBack: away, close: away });
  expect(await enter('succeed')).toBe(200);
  for (let i = 0; i < 10; i++) expect(await enter('fail')).toBe(401);
  expect(await enter('fail')).toBe(429);
});

/** A process that asks its limits before each sign-in to one account. */
async function door(counts: Counts): Promise<(outcome: 'fail' | 'succeed') => Promise<number>> {
  const limits = new AttemptLimits(counts);
  const app = express();
  app.get('/:outcome', async (request, response) => {
    const refused = await limits.check(request, response, 'Victim@example.com').catch(() => true);
    response.sendStatus(refused ? 429 : request.params.outcome === 'succeed' ? 200 : 401);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  cleanups.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return async (outcome) => (await fetch(`http://127.0.0.1:${port}/${outcome}`)).status;
}

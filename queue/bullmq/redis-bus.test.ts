import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { describeBus, listen } from '../bus-contract.ts';
import { redisBus } from './redis-bus.ts';

const url = inject('redisUrl');

describe.skipIf(!url)('with Redis', () => {
  const redisUrl = url ?? '';
  const prefix = `voronka-test-${randomUUID()}`;
  describeBus('the bus through Redis', () => redisBus({ url: redisUrl, prefix }));

  test('what one process publishes the others hear, those of another prefix do not', async () => {
    const [publisher, hearer] = [redisBus({ url: redisUrl, prefix }), redisBus({ url: redisUrl, prefix })];
    const stranger = redisBus({ url: redisUrl, prefix: `${prefix}-other` });
    const [near, far] = [listen(hearer, 'project.1'), listen(stranger, 'project.1')];
    await Promise.all([publisher.ready(), hearer.ready(), stranger.ready()]);
    publisher.publish('project.1', 'news');
    await near.next('news');
    expect(far.heard).toEqual([]);
    await Promise.all([publisher.close(), hearer.close(), stranger.close()]);
  });
});

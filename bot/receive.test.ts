import { afterAll, describe, expect, it } from 'vitest';
import type { Arrival } from '../crm-core/conversations/lane-event.ts';
import { openDatabase } from '../drizzle/client.ts';
import { newId } from '../kernel/ids.ts';
import { freshDatabase } from '../test/fresh-database.ts';
import { Receiver } from './receive.ts';

const { url } = await freshDatabase();
const db = openDatabase(url);
afterAll(() => db.close());

function said(chatKey: string, order: number, text = 'hi'): Arrival {
  const sender = { externalId: chatKey, name: 'Anna' };
  const event = {
    kind: 'message' as const,
    providerId: `${order}`,
    body: { kind: 'text' as const, text },
    sender,
    live: true,
  };
  return { chatKey, key: `u${order}`, order, event };
}

describe('the door', () => {
  it('keeps each event once, however often and however close together it is delivered', async () => {
    const channelId = newId('channel');
    const woken: string[] = [];
    const receiver = new Receiver(db, (lanes) => woken.push(...lanes));
    const copies = Array.from({ length: 90 }, (_, i) => receiver.receive(channelId, [said('7', i % 30)]));
    await Promise.all(copies);
    const rows = await db.sql`select position from inbox where channel_id = ${channelId} order by position`;
    expect(rows.map((row) => Number(row.position))).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(new Set(woken)).toEqual(new Set([`${channelId}:7`]));
  });

  it('wakes nobody for what was known already', async () => {
    const channelId = newId('channel');
    const woken: string[] = [];
    const receiver = new Receiver(db, (lanes) => woken.push(...lanes));
    await receiver.receive(channelId, [said('1', 1)]);
    await receiver.receive(channelId, [said('1', 1)]);
    expect(woken).toHaveLength(1);
  });

  it('forgets nobody who comes in the very moment in which it has looked for the last time', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    receiver.offerTo(async () => new Set());
    for (let moments = 0; moments < 12; moments++) {
      await receiver.receive(channelId, [said('1', moments * 2)]);
      for (let moment = 0; moment < moments; moment++) await undefined;
      const taken = receiver.receive(channelId, [said('1', moments * 2 + 1)]).then(() => 'taken');
      const waited = new Promise((resolve) => setTimeout(resolve, 2000, 'forgotten'));
      expect(await Promise.race([taken, waited]), `after ${moments} moments`).toBe('taken');
    }
  });

  it('sets aside what the database will never take, and stores its neighbours', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    const poison = { ...said('2', 2), order: Number.NaN };
    await Promise.all([
      receiver.receive(channelId, [said('1', 1)]),
      receiver.receive(channelId, [{ ...poison, order: 2 ** 70 }]),
      receiver.receive(channelId, [said('3', 3)]),
    ]);
    const stored = await db.sql`select key from inbox where channel_id = ${channelId} order by key`;
    expect(stored.map((row) => row.key)).toEqual(['u1', 'u3']);
    const [aside] = await db.sql`select body from quarantine where channel_id = ${channelId}`;
    expect(JSON.parse(aside?.body.toString())).toMatchObject({ body: { text: 'hi' } });
  });

  it('refuses when the database is away, so that the messenger is not told 200', async () => {
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { connections: 1 });
    const receiver = new Receiver(away, () => {});
    await expect(receiver.receive(newId('channel'), [said('1', 1)])).rejects.toThrow();
    await away.close();
  });
});

describe('arrivals that are offered to turns of this process', () => {
  it('are not stored again when a turn has handled them, and those that it left alone wait in the inbox, in order', async () => {
    const channelId = newId('channel');
    const woken: string[] = [];
    const receiver = new Receiver(db, (lanes) => woken.push(...lanes));
    const offered: string[] = [];
    receiver.offerTo(async (arrivals) => {
      offered.push(...arrivals.map(({ key }) => key));
      return new Set([`${channelId}:busy`]);
    });
    await Promise.all([
      receiver.receive(channelId, [said('idle', 1), said('busy', 2)]),
      receiver.receive(channelId, [said('busy', 3)]),
      receiver.receive(channelId, [said('idle', 4)]),
    ]);
    expect(offered).toEqual(['u1', 'u2', 'u3', 'u4']);
    expect(await keysIn(channelId)).toEqual(['u2', 'u3']);
    expect(new Set(woken)).toEqual(new Set([`${channelId}:busy`]));
  });

  it('one after the other: what comes while a turn runs is offered when it has ended', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    let running = 0;
    const batches: string[][] = [];
    receiver.offerTo(async (arrivals) => {
      expect(++running).toBe(1);
      batches.push(arrivals.map(({ key }) => key));
      await db.sql`select pg_sleep(0.02)`;
      running--;
      return new Set();
    });
    const first = receiver.receive(channelId, [said('1', 1)]);
    await expect.poll(() => batches.length).toBe(1);
    await Promise.all([
      first,
      receiver.receive(channelId, [said('1', 2)]),
      receiver.receive(channelId, [said('1', 3)]),
    ]);
    expect(batches).toEqual([['u1'], ['u2', 'u3']]);
  });

  it('are stored as ever when turns fail for no known reason, and refused when the database is away', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    receiver.offerTo(async () => {
      throw new Error('a bug');
    });
    await receiver.receive(channelId, [said('1', 1)]);
    expect(await keysIn(channelId)).toEqual(['u1']);
    receiver.offerTo(async () => {
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    });
    await expect(receiver.receive(channelId, [said('1', 2)])).rejects.toThrow('gone');
    expect(await keysIn(channelId)).toEqual(['u1']);
  });

  it('are stored at once when turns do not keep up, so that the messenger has its answer', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    const offered: number[] = [];
    receiver.offerTo(async (arrivals) => {
      offered.push(arrivals.length);
      return new Set();
    });
    await Promise.all(Array.from({ length: 1000 }, (_, n) => receiver.receive(channelId, [said(`${n}`, n)])));
    const handled = offered.reduce((sum, one) => sum + one, 0);
    expect((await keysIn(channelId)).length).toBe(1000 - handled);
    expect(handled).toBeGreaterThan(0);
    expect(handled).toBeLessThan(600);
  });

  it('are no longer offered once turns have to end, which waits for those that run', async () => {
    const channelId = newId('channel');
    const receiver = new Receiver(db, () => {});
    let ended = false;
    receiver.offerTo(async () => {
      await db.sql`select pg_sleep(0.02)`;
      ended = true;
      return new Set();
    });
    const first = receiver.receive(channelId, [said('1', 1)]);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await receiver.offerNoMore();
    expect(ended).toBe(true);
    await first;
    await receiver.receive(channelId, [said('1', 2)]);
    expect(await keysIn(channelId)).toEqual(['u2']);
  });
});

async function keysIn(channelId: string): Promise<string[]> {
  const rows = await db.sql<{ key: string }[]>`
    select key from inbox where channel_id = ${channelId} order by position`;
  return rows.map((row) => row.key);
}

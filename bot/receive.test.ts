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

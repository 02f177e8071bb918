import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { api } from '../contract/api.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, type Tenant } from '../testing/tenant.ts';

const stand = await startStand();
const { origin, db } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

function upload(body: BodyInit, options: { name?: string; type?: string; query?: Record<string, string> } = {}) {
  const { name = 'a.txt', type = 'application/octet-stream', query = { dealId: shop.ids.dealId } } = options;
  const search = new URLSearchParams({ name, ...query });
  return fetch(`${origin}/api/projects/${shop.projectId}/files?${search}`, {
    method: 'POST',
    headers: { ...shop.owner, 'content-type': type },
    body,
  });
}

const download = (fileId: string, show = '') =>
  fetch(`${origin}/api/projects/${shop.projectId}/files/${fileId}/content${show}`, { headers: shop.owner });

const unfinished = async () => (await db.sql`select 1 from files where stored_at is null`).length;

describe('D11: files', () => {
  test('go up and come down as they were, under their own name', async () => {
    const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, at) => (at * 7) % 256));
    const response = await upload(bytes, { name: 'Смета "2026".xlsx' });
    expect(response.status).toBe(200);
    const file = api.files.upload.response.parse(await response.json());
    expect(file).toMatchObject({ name: 'Смета _2026_.xlsx', size: 600_000, author: { kind: 'member' } });
    const listed = await ask(origin, api.files.list, {
      params: shop.ids,
      query: { dealId: shop.ids.dealId ?? '' },
      headers: shop.owner,
    });
    expect(listed[0]).toEqual(file);
    const answer = await download(file.id);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_____ _2026_.xlsx"; filename*=UTF-8''%D0%A1%D0%BC%D0%B5%D1%82%D0%B0%20_2026_.xlsx`,
    );
    expect(answer.headers.get('content-length')).toBe('600000');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('D31: what calls itself a picture and is a page with a script is a text that nothing sniffs or runs', async () => {
    const response = await upload('<script>alert(1)</script>', { name: 'a.png' });
    const { id } = api.files.upload.response.parse(await response.json());
    const { headers } = await download(id, '?show=true');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a picture is shown where it is asked to, and what is unknown is saved whatever is asked', async () => {
    const picture = await upload(Buffer.from('\x89PNG\r\n\x1a\n...', 'latin1'));
    const unknown = await upload(Buffer.from([0, 1, 2, 3]));
    const disposition = async (response: Response, show: string) => {
      const { id } = api.files.upload.response.parse(await response.json());
      return (await download(id, show)).headers.get('content-disposition')?.split(';')[0];
    };
    expect(await disposition(picture, '?show=true')).toBe('inline');
    expect(await disposition(unknown, '?show=true')).toBe('attachment');
  });

  test('beyond twenty megabytes, empty, or of another kind of body is refused, and nothing is left of it', async () => {
    expect((await upload(Buffer.alloc(20 * 1024 * 1024 + 1, 'x'))).status).toBe(413);
    expect((await upload('')).status).toBe(400);
    expect((await upload('{}', { type: 'application/json' })).status).toBe(400);
    expect((await upload('x', { query: {} })).status).toBe(400);
    expect(await unfinished()).toBe(0);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const headers = Object.entries({ ...shop.owner, 'content-type': 'application/octet-stream' });
    const path = `/api/projects/${shop.projectId}/files?name=half.txt&dealId=${shop.ids.dealId}`;
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-length: 1000000\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${'x'.repeat(300_000)}`,
    );
    await expect.poll(async () => (await db.sql`select 1 from files where name = 'half.txt'`).length).toBe(1);
    socket.destroy();
    await expect.poll(unfinished).toBe(0);
  });

  test('one that is removed is gone', async () => {
    const { id } = api.files.upload.response.parse(await (await upload('bye')).json());
    await ask(origin, api.files.remove, { params: { ...shop.ids, fileId: id }, headers: shop.owner });
    expect((await download(id)).status).toBe(404);
    const again = await call(origin, api.files.remove, { params: { ...shop.ids, fileId: id }, headers: shop.owner });
    expect(again.status).toBe(404);
  });
});

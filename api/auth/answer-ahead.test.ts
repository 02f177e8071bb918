import { beforeAll, describe, expect, test } from 'vitest';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { newId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createKey, createTenant, type Tenant } from '../testing/tenant.ts';
import { KnownCallers } from './answer-ahead.ts';
import type { ProjectCaller } from './caller.ts';

const stand = await startStand();
const { origin } = stand;
let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

describe('a caller who was let in before', () => {
  // The border: nobody looks into it here.
  const config = {} as ProjectConfig;
  const projectId = newId('project');
  const caller = (name: string): ProjectCaller => ({
    projectId,
    config,
    actor: { record: { kind: 'api_key', name }, permissions: builtInRoles.owner },
    member: undefined,
  });
  const nameOf = async ({ actor }: ProjectCaller) => JSON.stringify(actor.record);

  test('is answered before the proof is there, and not told before', async () => {
    const known = new KnownCallers();
    await known.answer('key', async () => caller('a'), nameOf);
    const order: string[] = [];
    await known.answer(
      'key',
      async () => {
        await Promise.resolve();
        order.push('proven');
        return caller('a');
      },
      async (one) => {
        order.push('answered');
        return nameOf(one);
      },
    );
    expect(order).toEqual(['answered', 'proven']);
  });

  test('gets a new answer when the proof says something else of him', async () => {
    const known = new KnownCallers();
    await known.answer('key', async () => caller('a'), nameOf);
    const asked: string[] = [];
    const answer = await known.answer(
      'key',
      async () => caller('b'),
      async (one) => {
        asked.push(await nameOf(one));
        return nameOf(one);
      },
    );
    expect(asked).toHaveLength(2);
    expect(answer).toContain('"b"');
  });

  test('gets none when the proof fails, whatever was prepared, and is known no more', async () => {
    const known = new KnownCallers();
    await known.answer('key', async () => caller('a'), nameOf);
    const refused = known.answer('key', () => Promise.reject(new Error('revoked')), nameOf);
    await expect(refused).rejects.toThrow('revoked');
    let asked = 0;
    const again = known.answer(
      'key',
      () => Promise.reject(new Error('revoked')),
      async () => {
        asked += 1;
      },
    );
    await expect(again).rejects.toThrow('revoked');
    expect(asked).toBe(0);
  });

  test('whose prepared answer failed gets the failure only if it was prepared for what he is now', async () => {
    const known = new KnownCallers();
    await known.answer('key', async () => caller('a'), nameOf);
    const answer = known.answer(
      'key',
      async () => caller('b'),
      async (one) => {
        if ((await nameOf(one)).includes('"a"')) throw new Error('forbidden to a');
        return 'an answer to b';
      },
    );
    await expect(answer).resolves.toBe('an answer to b');
  });
});

describe('operations that are answered ahead', () => {
  const ahead = Object.values(api)
    .flatMap((resource) => Object.values(resource))
    .filter((one) => 'ahead' in one && one.ahead);

  test('only read, and only within a project', () => {
    expect(ahead.length).toBeGreaterThan(0);
    for (const { name, method, access } of ahead) {
      expect(method, name).toBe('GET');
      expect(['member', 'seat'], name).toContain(access.kind);
    }
  });

  test('D30: a role that is narrowed shows less from the next call on, a widened one more', async () => {
    const key = await createKey(stand, shop.projectId, builtInRoles.owner);
    const list = () => call(origin, api.deals.list, { params: shop.ids, headers: key.headers });
    const allow = (permissions: object) => stand.db.sql`
      update api_keys set permissions = ${JSON.stringify(permissions)}::text::jsonb where id = ${key.apiKeyId}`;
    const { sections } = builtInRoles.owner;
    const all = (await list()).body.rows.length;
    expect(all).toBeGreaterThan(0);
    await allow({ sections, mayNot: ['see_others_deals'] });
    expect((await list()).body.rows).toEqual([]);
    await allow({ sections: { ...sections, crm: 'none' }, mayNot: [] });
    expect((await list()).status).toBe(403);
    await allow(builtInRoles.owner);
    expect((await list()).body.rows).toHaveLength(all);
  });

  test('D32: a key that is revoked opens nothing from the next call on', async () => {
    const key = await createKey(stand, shop.projectId);
    const open = () => call(origin, api.deals.get, { params: shop.ids, headers: key.headers });
    expect((await open()).status).toBe(200);
    await stand.db.sql`update api_keys set revoked_at = now() where id = ${key.apiKeyId}`;
    expect((await open()).status).toBe(401);
  });

  test('a member is shown the pipeline as it is now, not as it was when he was let in', async () => {
    const { owner: headers, ids } = shop;
    const columns = async () => (await ask(origin, api.board.get, { params: ids, headers })).columns.length;
    const before = await columns();
    await ask(origin, api.pipelines.createStage, {
      params: ids,
      headers,
      body: { name: 'One more', color: 'blue' },
    });
    expect(await columns()).toBe(before + 1);
  });
});

import { describe, expect, test } from 'vitest';
import { builtInRoles } from '../crm-core/members/permissions.ts';
import { api } from './contract/api.ts';
import { ask, call } from './testing/caller.ts';
import { sampleCall } from './testing/sample-calls.ts';
import { startStand } from './testing/stand.ts';
import { addMember, createTenant, type Tenant } from './testing/tenant.ts';

const stand = await startStand();
const { origin, clock } = stand;

const log = (tenant: Tenant, query: Record<string, string | number> = {}) =>
  ask(origin, api.audit.list, { params: tenant.ids, query, headers: tenant.owner });
const rename = (tenant: Tenant, name: string, headers = tenant.owner) =>
  ask(origin, api.projects.change, { params: tenant.ids, body: { name }, headers });

describe('D30: the audit log', () => {
  test('tells who changed what, with before and after, the newest first', async () => {
    const shop = await createTenant(stand, 'Logged');
    await rename(shop, 'Renamed');
    const { entries } = await log(shop, { limit: 1 });
    expect(entries).toMatchObject([
      {
        kind: 'project.changed',
        actor: { kind: 'member', memberId: shop.memberId, name: 'Logged Owner' },
        payload: { changes: { name: { from: 'Logged', to: 'Renamed' } } },
      },
    ]);
  });

  test('tells of every stage that a save added or changed', async () => {
    const shop = await createTenant(stand, 'Stages');
    const sample = sampleCall(api.pipelines.save, shop.ids);
    const rules = { forbiddenTargets: ['won'], requiredFields: [] };
    const stages = [
      { id: shop.ids.stageId, name: 'Fresh', color: 'blue', rules },
      { name: 'Last', color: 'teal', rules },
    ];
    const body = { ...Object(sample.body), stages };
    await ask(origin, api.pipelines.save, { ...sample, body, headers: shop.owner });
    const { entries } = await log(shop, { kind: 'pipeline.changed', limit: 2 });
    expect(entries.map((entry) => entry.payload)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ change: 'stage_deleted', name: 'Offer' }),
        expect.objectContaining({
          change: 'saved',
          stages: [
            {
              change: 'changed',
              name: 'New',
              changes: { name: { from: 'New', to: 'Fresh' }, forbiddenTargets: { from: [], to: ['won'] } },
            },
            { change: 'added', name: 'Last', changes: {} },
          ],
        }),
      ]),
    );
  });

  test('is read page by page, each entry once, and filtered by member, kind and day', async () => {
    const shop = await createTenant(stand, 'Paged');
    const { headers, memberId } = await addMember(stand, shop.projectId, {
      sections: {
        crm: 'edit',
        contacts: 'edit',
        inbox: 'edit',
        flows: 'edit',
        tasks: 'edit',
        settings: 'edit',
        members: 'edit',
      },
      mayNot: [],
    });
    const before = clock.now();
    clock.advance(24 * 60 * 60 * 1000);
    for (const name of ['A', 'B', 'C']) await rename(shop, name, headers);
    const seen: string[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page = await log(shop, { limit: 2, ...(next && { before: next }) });
      seen.push(...page.entries.map(({ id }) => id));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort().reverse());
    const own = await log(shop, { memberId });
    expect(own.entries.map(({ payload }) => payload.changes)).toMatchObject([
      { name: { to: 'C' } },
      { name: { to: 'B' } },
      { name: { to: 'A' } },
    ]);
    expect((await log(shop, { from: clock.now().toISOString() })).entries).toHaveLength(3);
    const old = await log(shop, { to: before.toISOString() });
    expect(old.entries.length + 3).toBeLessThan(seen.length);
    expect((await log(shop, { kind: 'role.changed' })).entries.every(({ kind }) => kind === 'role.changed')).toBe(true);
  });

  test('knows no secret: neither tokens of bots, nor keys, nor links (D31)', async () => {
    const shop = await createTenant(stand, 'Discreet');
    const token = '1:a-token-that-nobody-may-read';
    await ask(origin, api.channels.connectTelegram, { params: shop.ids, body: { token }, headers: shop.owner });
    const { key } = await ask(origin, api.projects.createApiKey, {
      ...sampleCall(api.projects.createApiKey, shop.ids),
      headers: shop.owner,
    });
    const made = await ask(origin, api.members.signInLink, {
      params: { ...shop.ids, memberId: shop.ids.otherMemberId },
      headers: shop.owner,
    });
    const text = JSON.stringify((await log(shop, { limit: 200 })).entries);
    expect(text).toContain('sign_in_link');
    for (const secret of [token, key, made.kind === 'ok' ? made.link.path.split('=')[1] : '']) {
      expect(text).not.toContain(secret);
    }
  });

  test('tells who deleted which deal and what it was, that it is back, and not whom deals are no business of', async () => {
    const shop = await createTenant(stand, 'Gone');
    const dealId = shop.ids.dealId;
    const { deal } = await ask(origin, api.deals.get, { params: shop.ids, headers: shop.owner });
    const started = await ask(origin, api.deals.mass, {
      params: shop.ids,
      body: { change: { kind: 'delete' }, target: { ids: [dealId] } },
      headers: shop.owner,
    });
    const gone = { kind: 'deal.deleted' };
    expect(await log(shop, gone)).toMatchObject({
      entries: [
        {
          actor: { kind: 'member', memberId: shop.memberId },
          payload: {
            name: 'Sofa',
            status: 'open',
            from: { pipelineName: 'Sales', stageName: 'New' },
            amount: deal.amount,
            currency: deal.currency,
            responsibleId: deal.responsibleId,
          },
        },
      ],
    });
    expect((await log(shop, { limit: 1 })).entries).toMatchObject([gone]);
    const sections = { ...builtInRoles.owner.sections };
    for (const permissions of [
      { sections: { ...sections, crm: 'none' as const }, mayNot: [] },
      { sections, mayNot: ['see_others_deals' as const] },
    ]) {
      const { headers } = await addMember(stand, shop.projectId, permissions);
      const { entries } = await ask(origin, api.audit.list, { params: shop.ids, headers });
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.filter(({ kind }) => kind === 'deal.deleted')).toEqual([]);
    }
    await ask(origin, api.deals.undoMass, {
      params: { ...shop.ids, massActionId: started.id },
      headers: shop.owner,
    });
    expect((await log(shop, gone)).entries).toMatchObject([{ payload: { broughtBack: true } }]);
  });

  test('is not for who may not see the settings', async () => {
    const shop = await createTenant(stand, 'Curious');
    const { headers } = await addMember(stand, shop.projectId, {
      sections: {
        crm: 'edit',
        contacts: 'edit',
        inbox: 'edit',
        flows: 'edit',
        tasks: 'edit',
        settings: 'none',
        members: 'edit',
      },
      mayNot: [],
    });
    expect((await call(origin, api.audit.list, { params: shop.ids, headers })).status).toBe(403);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { api } from '../contract/api.ts';
import { ask } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, type Tenant } from '../testing/tenant.ts';

const stand = await startStand();

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

describe('D26: simulators are made and removed by hand', () => {
  test('a new one is on the list at once; a removed one is gone from it, and what came through it stays', async () => {
    const sending = { params: { projectId: shop.projectId }, headers: shop.owner };
    const listed = async () => (await ask(stand.origin, api.channels.list, sending)).map(({ name }) => name);
    const before = await listed();
    const created = await ask(stand.origin, api.channels.createSimulator, {
      ...sending,
      body: { name: 'Trial phones', imitates: 'whatsapp' },
    });
    expect(created).toMatchObject({ kind: 'simulator', imitates: 'whatsapp', enabled: true, status: 'connected' });
    expect(await listed()).toEqual([...before, 'Trial phones']);

    const { channelId, dealId } = shop.ids;
    await ask(stand.origin, api.channels.remove, { ...sending, params: { ...sending.params, channelId } });
    expect(await listed()).not.toContain(before[0]);
    const view = await ask(stand.origin, api.deals.get, { ...sending, params: { ...sending.params, dealId } });
    expect(view.conversations).toMatchObject([{ channelId, channelName: before[0] }]);
  });
});

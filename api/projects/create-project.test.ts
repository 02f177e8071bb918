import { expect, test } from 'vitest';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { api } from '../contract/api.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createTenant } from '../testing/tenant.ts';

const stand = await startStand();
const body = { name: 'Another', locale: 'ru', timeZone: 'Europe/Moscow' } as const;

test('an owner makes another project and owns it, empty; who was only invited to answer customers makes none', async () => {
  const shop = await createTenant(stand, 'Shop');
  const { projectId } = await ask(stand.origin, api.projects.create, { body, headers: shop.owner });
  const { memberships } = await ask(stand.origin, api.session.me, { headers: shop.owner });
  expect(memberships.find((one) => one.projectId === projectId)).toMatchObject({
    projectName: 'Another',
    locale: 'ru',
    permissions: builtInRoles.owner,
  });
  const sending = { params: { projectId }, headers: shop.owner };
  expect(await ask(stand.origin, api.pipelines.list, sending)).toEqual([]);
  const { settings } = await ask(stand.origin, api.projects.get, sending);
  expect(settings.timeZone).toBe('Europe/Moscow');

  const operator = await addMember(stand, shop.projectId, builtInRoles.operator);
  expect(await call(stand.origin, api.projects.create, { body, headers: operator.headers })).toMatchObject({
    status: 403,
  });
});

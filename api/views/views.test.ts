import { beforeAll, expect, test } from 'vitest';
import { builtInRoles, type Permissions } from '../../crm-core/members/permissions.ts';
import { newId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import type { SavedView } from '../contract/views.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createKey, createTenant, type Tenant } from '../testing/tenant.ts';

const stand = await startStand();
const { origin } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

const filter = { search: 'sofa', conditions: [{ field: 'amount', op: 'at_least', value: 100 }] };

const content = (name: string, shared: boolean) => ({
  entity: 'deal',
  kind: 'list',
  name,
  shared,
  filter,
  columns: ['name', 'deal.size'],
  sort: '-amount',
});

type Headers = Record<string, string>;

function create(body: object, headers: Headers = shop.owner): Promise<SavedView> {
  return ask(origin, api.views.create, { params: shop.ids, headers, body });
}

async function names(headers: Headers): Promise<string[]> {
  return (await ask(origin, api.views.list, { params: shop.ids, headers })).map((view) => view.name);
}

function save(view: SavedView, body: object, headers: Headers = shop.owner) {
  return call(origin, api.views.save, { params: { ...shop.ids, viewId: view.id }, headers, body });
}

test('D13: a view keeps its filter, columns and order; own ones are one’s own, shared ones are everybody’s', async () => {
  const colleague = await addMember(stand, shop.projectId, builtInRoles.editor);
  const own = await create(content('Own', false));
  const shared = await create({ ...content('Shared', true), pipelineId: shop.ids.pipelineId });
  expect(shared).toMatchObject({ filter, columns: ['name', 'deal.size'], sort: '-amount', own: true, shared: true });
  expect(await names(shop.owner)).toEqual(expect.arrayContaining(['Own', 'Shared']));
  expect(await names(colleague.headers)).toEqual(['Shared']);
  expect((await save(own, content('Stolen', false), colleague.headers)).status).toBe(404);
  const again = await save(shared, content('Shared anew', true), colleague.headers);
  expect(again.body).toMatchObject({ name: 'Shared anew', own: false, pipelineId: null });
  expect((await save(shared, content('Hidden', false), colleague.headers)).status).toBe(200);
  expect(await names(colleague.headers)).toEqual([]);
});

test('D30: who only looks at deals saves views for himself, and leaves the shared ones alone', async () => {
  const permissions: Permissions = {
    ...builtInRoles.owner,
    sections: { ...builtInRoles.owner.sections, crm: 'view' },
  };
  const { headers } = await addMember(stand, shop.projectId, permissions);
  const own = await create(content('Mine alone', false), headers);
  const shared = await create(content('Of all', true));
  expect((await save(own, content('Mine for all', true), headers)).status).toBe(403);
  expect((await save(shared, content('Mine now', true), headers)).status).toBe(403);
  const params = { ...shop.ids, viewId: shared.id };
  expect((await call(origin, api.views.remove, { params, headers })).status).toBe(403);
  expect((await call(origin, api.views.remove, { params: { ...params, viewId: own.id }, headers })).status).toBe(200);
  expect(await names(headers)).toEqual(expect.arrayContaining(['Of all']));
});

test('D32: what an API key saves is shared, for nobody else would ever see it', async () => {
  const { headers } = await createKey(stand, shop.projectId);
  expect(await create(content('By a program', false), headers)).toMatchObject({ shared: true, own: true });
  expect(await names(shop.owner)).toContain('By a program');
});

test('D13: a view of deals with a filter that no deal can have is not saved; one of contacts has its own fields', async () => {
  const wrong = {
    conditions: [
      { field: 'contact.city', op: 'filled' },
      { field: 'open_deals', op: 'filled' },
    ],
  };
  const sending = { params: shop.ids, headers: shop.owner };
  const deals = { ...content('Wrong', false), filter: wrong };
  expect((await call(origin, api.views.create, { ...sending, body: deals })).status).toBe(400);
  expect((await create({ ...deals, entity: 'contact' })).filter).toEqual(wrong);
  const none = { ...deals, entity: 'contact', filter: { conditions: [{ field: 'amount', op: 'filled' }] } };
  expect((await call(origin, api.views.create, { ...sending, body: none })).status).toBe(400);
  const foreign = { ...content('Elsewhere', false), pipelineId: newId('pipeline') };
  expect((await call(origin, api.views.create, { ...sending, body: foreign })).status).toBe(404);
});

test('S17: views of contacts are for those who see contacts, views of deals for those who see deals', async () => {
  const tenant = await createTenant(stand, 'Sections');
  const seat = (sections: Partial<Permissions['sections']>) =>
    addMember(stand, tenant.projectId, { sections: { ...builtInRoles.owner.sections, ...sections }, mayNot: [] });
  const [contactsOnly, dealsOnly] = [await seat({ crm: 'none' }), await seat({ contacts: 'none' })];
  const make = (body: object, headers: Headers) =>
    call(origin, api.views.create, { params: tenant.ids, headers, body: { ...content('V', true), ...body } });
  const contacts = { entity: 'contact', name: 'Contacts', filter: { search: 'anna' } };
  expect((await make(contacts, contactsOnly.headers)).status).toBe(200);
  expect((await make(contacts, dealsOnly.headers)).status).toBe(403);
  expect((await make({ name: 'Deals' }, dealsOnly.headers)).status).toBe(200);
  expect((await make({ name: 'Deals' }, contactsOnly.headers)).status).toBe(403);
  const listed = async (headers: Headers) =>
    (await ask(origin, api.views.list, { params: tenant.ids, headers })).map(({ name, id }) => ({ name, id }));
  const [[seen], [other]] = [await listed(contactsOnly.headers), await listed(dealsOnly.headers)];
  expect([seen?.name, other?.name]).toEqual(['Contacts', 'Deals']);
  const params = { ...tenant.ids, viewId: other?.id ?? '' };
  expect((await call(origin, api.views.remove, { params, headers: contactsOnly.headers })).status).toBe(404);
});

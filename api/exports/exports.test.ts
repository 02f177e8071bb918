import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { runImport } from '../../crm-core/imports/run-import.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { asId, type ImportId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import type { ImportView } from '../contract/imports.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createTenant, dealOn, inProject, type Tenant } from '../testing/tenant.ts';

const stand = await startStand();
const { origin, core } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

/** The rows of an exported file; `ask` gives the text of a file. */
async function exported(
  tenant: Tenant,
  operation: typeof api.exports.deals | typeof api.exports.contacts,
  query: Record<string, string> = {},
): Promise<string[][]> {
  const text = String(await ask(origin, operation, { params: tenant.ids, query, headers: tenant.owner }));
  return parse(text, { bom: true, delimiter: query.layout === 'ru' ? ';' : ',' });
}

async function imported(tenant: Tenant, entity: 'deal' | 'contact', rows: string[][]): Promise<ImportView> {
  const body = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');
  const sending = { params: tenant.ids, headers: tenant.owner };
  const draft = await ask(origin, api.imports.upload, { ...sending, query: { entity, name: 'back.csv' }, body });
  const params = { ...tenant.ids, importId: draft.id };
  await ask(origin, api.imports.start, { ...sending, params, body: { plan: draft.plan } });
  await runImport(core, asId<'import'>(draft.id) as ImportId);
  return (await ask(origin, api.imports.get, { ...sending, params })).import;
}

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('=1+1', '+7', '-2', '@SUM(A1)', "'quoted'", 'a;b,c"d\ne', 'Анна «Белова»', '\t=x', '007'),
);
const name = text.map((value) => value.trim()).filter((value) => value !== '');

describe('D13: what is exported comes back as it was', () => {
  test('into the same project nothing changes, in either layout, whatever the texts', async () => {
    const tenant = await createTenant(stand, 'Round');
    const things = fc.sample(
      fc.record({
        name,
        city: name,
        size: fc.integer(),
        amount: fc.option(fc.integer({ min: 0, max: 1e12 })),
        note: text,
      }),
      60,
    );
    await inProject(stand, tenant.projectId, async (work) => {
      for (const [at, thing] of things.entries()) {
        const variables = { city: thing.city, size: thing.size };
        const contact = await createContact(work, { name: thing.name, phone: `+7916${2_000_000 + at}`, variables });
        const { amount, note: description } = thing;
        await dealOn(work, {
          name: thing.name,
          contactId: contact.id,
          amount,
          description,
          variables,
          stageId: asId(tenant.ids.stageId),
        });
      }
    });
    const state = async () => stand.db.sql`
      select to_jsonb(c) as row from contacts c where project_id = ${tenant.projectId}
      union all select to_jsonb(d) from deals d where project_id = ${tenant.projectId} order by 1`;
    const before = await state();
    for (const layout of ['ru', 'en']) {
      const columns =
        'id,name,amount,currency,description,pipeline,stage,status,responsible,tags,created,deal.city,deal.size,contact.id,contact.name,contact.phone,contact.email,contact.city,contact.size';
      const rows = await exported(tenant, api.exports.deals, { layout, columns });
      const done = await imported(tenant, 'deal', rows);
      expect(done.counts).toMatchObject({ created: 0, refused: 0, updated: rows.length - 1 });
      expect(await state()).toEqual(before);
    }
  });

  test('into another project it makes the same contacts', async () => {
    const [from, to] = [await createTenant(stand, 'From'), await createTenant(stand, 'To')];
    await inProject(stand, from.projectId, async (work) => {
      await createContact(work, {
        name: '=cmd|x',
        phone: '+79160000001',
        tags: ['=VIP, опт', 'опт', '"a"; b'],
        variables: { city: '-5' },
      });
    });
    const columns = 'contact.name,contact.phone,contact.email,contact.tags,contact.city';
    await imported(to, 'contact', await exported(from, api.exports.contacts, { columns, layout: 'ru' }));
    const [made] = await stand.db.sql`
      select name, phone, tags, variables from contacts where project_id = ${to.projectId} and phone = '+79160000001'`;
    expect(made).toEqual({
      name: '=cmd|x',
      phone: '+79160000001',
      tags: ['=VIP, опт', 'опт', '"a"; b'],
      variables: { city: '-5' },
    });
  });
});

describe('D13: an export', () => {
  test('of contacts has those that the list shows under the same filter, and no others', async () => {
    const tenant = await createTenant(stand, 'Filtered');
    await inProject(stand, tenant.projectId, async (work) => {
      for (const [name, tag] of [
        ['Rita', 'a, b'],
        ['Roma', 'c'],
        ['Rosa', 'a, b'],
      ] as const) {
        await createContact(work, { name, tags: [tag] });
      }
    });
    const filter = JSON.stringify({ search: 'r', conditions: [{ field: 'tags', op: 'any_of', value: ['a, b'] }] });
    const { contacts } = await ask(origin, api.contacts.list, {
      params: tenant.ids,
      query: { filter },
      headers: tenant.owner,
    });
    const rows = await exported(tenant, api.exports.contacts, {
      columns: 'contact.name,contact.tags',
      layout: 'en',
      filter,
    });
    expect(rows.slice(1)).toEqual(contacts.map(({ name }) => [name, '"a, b"']));
    expect(rows).toHaveLength(3);
  });

  test('has a BOM, semicolons and decimal commas for Excel in Russian, phones and numbers as they are, texts guarded', async () => {
    const tenant = await createTenant(stand, 'Excel');
    await inProject(stand, tenant.projectId, (work) => dealOn(work, { name: '=HYPERLINK("x")', amount: 150_050 }));
    const query = { columns: 'name,amount,contact.phone', layout: 'ru' };
    const { headers, body } = await call(origin, api.exports.deals, {
      params: tenant.ids,
      query,
      headers: tenant.owner,
    });
    const lines = String(body).split('\r\n');
    expect(headers.get('content-disposition')).toContain('attachment');
    // `fetch` takes the BOM off a text; the bytes have it.
    expect(lines[0]?.replace('\ufeff', '')).toBe('Сделка;Сумма;Телефон');
    expect(lines).toContain(`"'=HYPERLINK(""x"")";1500,50;`);
    expect(lines).toContain('Sofa;1500,00;+79161234567');
  });

  test('D30: is refused to whoever may not export, and is noted in the audit log otherwise', async () => {
    const { headers } = await addMember(stand, shop.projectId, { ...builtInRoles.owner, mayNot: ['export'] });
    for (const operation of [api.exports.deals, api.exports.contacts, api.imports.report]) {
      expect((await call(origin, operation, { params: shop.ids, headers })).status, operation.name).toBe(403);
    }
    await exported(shop, api.exports.deals, { columns: 'name' });
    const [event] = await stand.db.sql`
      select actor->>'kind' as by, payload from events where project_id = ${shop.projectId} and kind = 'deals.exported' and payload->'columns'->>0 = 'name'`;
    expect(event).toMatchObject({ by: 'member', payload: { change: 'done', columns: ['name'], filtered: false } });
  });

  test('D30: shows his own deals only to whoever sees no others, and no contacts to whom they are hidden', async () => {
    const own = await addMember(stand, shop.projectId, { ...builtInRoles.owner, mayNot: ['see_others_deals'] });
    await inProject(stand, shop.projectId, (work) => dealOn(work, { name: 'Mine', responsibleId: own.memberId }));
    const mine = await ask(origin, api.exports.deals, {
      params: shop.ids,
      query: { columns: 'name' },
      headers: own.headers,
    });
    expect(parse(String(mine), { bom: true }).flat()).toEqual(['Сделка', 'Mine']);
    const sections = { ...builtInRoles.owner.sections, contacts: 'none' as const };
    const blind = await addMember(stand, shop.projectId, { sections, mayNot: [] });
    const all = String(await ask(origin, api.exports.deals, { params: shop.ids, headers: blind.headers }));
    expect(all).toContain('Sofa');
    expect(all).not.toContain('+79161234567');
    const query = { columns: 'name,contact.phone' };
    expect((await call(origin, api.exports.deals, { params: shop.ids, query, headers: blind.headers })).status).toBe(
      403,
    );
  });

  test('S5: has the deals that the list shows under the same filter', async () => {
    const tenant = await createTenant(stand, 'Filtered');
    const filtered = async (filter: object) => {
      const query = { columns: 'name', filter: JSON.stringify(filter), pipelineId: tenant.ids.pipelineId };
      return (await exported(tenant, api.exports.deals, query)).slice(1).flat();
    };
    expect(await filtered({ search: '9161234' })).toEqual(['Sofa']);
    expect(await filtered({ conditions: [{ field: 'status', op: 'any_of', value: ['won'] }] })).toEqual(['Chair']);
    expect(await filtered({ conditions: [{ field: 'amount', op: 'at_least', value: 1 }] })).toEqual(['Sofa']);
  });

  test('of more rows than a page has all of them', async () => {
    const tenant = await createTenant(stand, 'Many');
    await stand.db.sql`
      insert into contacts (id, project_id, person_id, name, variables, created_at, updated_at)
      select 'con_many' || lpad(n::text, 6, '0'), ${tenant.projectId}, (select person_id from contacts where id = ${tenant.ids.contactId}), 'Client ' || n, '{}', now(), now()
      from generate_series(1, 2500) n`;
    const rows = await exported(tenant, api.exports.contacts, { columns: 'contact.name' });
    expect(rows.filter(([name]) => name?.startsWith('Client '))).toHaveLength(2500);
  });
});

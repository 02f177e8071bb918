import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtInRoles, type Permissions } from '../../../crm-core/members/permissions.ts';
import { systemActor } from '../../../crm-core/work/actor.ts';
import type { Row } from '../../../crm-core/work/tables.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ProjectCaller } from '../../auth/caller.ts';
import { listTotals } from '../../board/list-totals.ts';
import { api } from '../../contract/api.ts';
import {
  type Condition,
  condition as conditionSchema,
  type DealFilter,
  dealFields,
  type FieldKind,
  fieldKind,
  fieldOps,
  filterText,
  type Op,
} from '../../contract/deal-filter.ts';
import { isSortable } from '../../contract/deal-list.ts';
import { ask, call } from '../../testing/caller.ts';
import { compare, type Expected, expectedDeals, fieldValues, sumsOf } from '../../testing/plain-query.ts';
import { startStand } from '../../testing/stand.ts';
import { addMember, createTenant } from '../../testing/tenant.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { listRows } from '../list/list-rows.ts';
import { totalsOf } from '../list/totals-of.ts';
import { dealOrder } from './deal-order.ts';
import { type Asked, type DealQuery, dealQuery } from './deal-query.ts';

const stand = await startStand();
const { sql } = stand.db;

let world: World;
beforeAll(async () => {
  world = await makeWorld(stand);
  await createTenant(stand, 'Neighbour');
});

test('S5, D13: any filter finds in SQL what it means, in the list, its totals and on the board alike', async () => {
  await fc.assert(
    fc.asyncProperty(anyAsked(), fc.constantFrom(...sorts()), async (asked, sort) => {
      const query = await queryOf(asked);
      const wanted = expectedDeals(world, query);
      const name = JSON.stringify({ asked, sort });
      const rows = await allRows(query, sort);
      expect(rows.map(({ id }) => id).sort(), name).toEqual(wanted.map(({ deal }) => deal.id).sort());
      expect(new Map(rows.map(({ id, merged }) => [id, merged])), name).toEqual(
        new Map(wanted.map(({ deal, merged }) => [deal.id, merged])),
      );
      expectSorted(rows, sort, name);
      const totals = await totalsOf(sql, query);
      expect(totals.count, name).toBe(wanted.length);
      expect(new Map(totals.sums.map((sum) => [sum.currency, sum.amount])), name).toEqual(sumsOf(wanted));
      if (query.board) {
        const columns = await listTotals(sql, { ...query, board: query.board });
        expect(
          [...columns.values()].reduce((all, column) => all + column.count, 0),
          name,
        ).toBe(wanted.length);
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);

test('D13: every operator of every field finds what it means', async () => {
  const all = fields.flatMap((field) => opsOf(field).map((op) => conditionOf(field, op)));
  for (const condition of all.flatMap((one) => fc.sample(one, { numRuns: 1, seed: 1 }))) {
    const query = await queryOf({ filter: { conditions: [condition] } });
    const rows = await listRows(sql, query, dealOrder(sql, 'name', query, []), { offset: 0, limit: 500 });
    const wanted = expectedDeals(world, query).map(({ deal }: Expected) => deal.id);
    expect(rows.map(({ id }) => id).sort(), JSON.stringify(condition)).toEqual(wanted.sort());
  }
}, 240_000);

describe('D13: what the contract refuses', () => {
  test.each<[string, unknown]>([
    ['a field that there is not', { field: 'deal', op: 'filled' }],
    ['a variable of nothing', { field: 'project.x', op: 'filled' }],
    ['an operator that the field does not know', { field: 'status', op: 'empty' }],
    ['a value where none belongs', { field: 'amount', op: 'empty', value: 1 }],
    ['no value where one belongs', { field: 'amount', op: 'is' }],
    ['a text as an amount', { field: 'amount', op: 'at_least', value: '1' }],
    ['half a minor unit', { field: 'amount', op: 'at_least', value: 0.5 }],
    ['one end of two', { field: 'amount', op: 'between', value: [1] }],
    ['ends of two types', { field: 'deal.size', op: 'between', value: [1, 'a'] }],
    ['a day that there is not', { field: 'created', op: 'at_least', value: '2026-02-30' }],
    ['a year that the database cannot write', { field: 'created', op: 'at_most', value: '0000-01-01' }],
    ['an id of another kind', { field: 'stage', op: 'any_of', value: [newId('pipeline')] }],
    ['nothing to choose from', { field: 'stage', op: 'any_of', value: [] }],
    ['more than a hundred values', { field: 'tags', op: 'any_of', value: Array.from({ length: 101 }, String) }],
  ])('%s', async (_what, wrong) => {
    const filter = JSON.stringify({ conditions: [wrong] });
    const { status } = await call(stand.origin, api.deals.list, {
      params: world.tenant.ids,
      headers: world.tenant.owner,
      query: { filter },
    });
    expect(status).toBe(400);
  });

  test.each(['{', '[]', 'null', '{"conditions":{}}', `{"search":"${'x'.repeat(201)}"}`, `{"a":${'['.repeat(70)}`])(
    'the text %s',
    async (filter) => {
      const sending = { params: world.tenant.ids, headers: world.tenant.owner, query: { filter } };
      expect((await call(stand.origin, api.deals.list, sending)).status).toBe(400);
      expect((await call(stand.origin, api.deals.totals, sending)).status).toBe(400);
    },
  );

  test('an order by what has none', async () => {
    const sending = { params: world.tenant.ids, headers: world.tenant.owner };
    for (const sort of ['channel', '--amount', 'rank', 'deal.a b', "name'"]) {
      expect((await call(stand.origin, api.deals.list, { ...sending, query: { sort } })).status, sort).toBe(400);
    }
  });
});

describe('S17: a section that the role may not see is told neither by filters nor by orders', () => {
  const hidden = [
    ['contacts', { field: 'contact.phone', op: 'contains', value: '7916' }],
    ['contacts', { field: 'contact.size', op: 'filled' }],
    ['contacts', { field: 'contact.tags', op: 'filled' }],
    ['inbox', { field: 'last_message', op: 'last_days', value: 3 }],
    ['tasks', { field: 'next_task', op: 'empty' }],
  ] as const;
  test.each(hidden)('%s: %o', async (section, condition) => {
    const permissions: Permissions = {
      ...builtInRoles.owner,
      sections: { ...builtInRoles.owner.sections, [section]: 'none' },
    };
    const { headers } = await addMember(stand, world.tenant.projectId, permissions);
    const sending = { params: world.tenant.ids, headers };
    const filter = filterText({ conditions: [{ ...condition }] }) ?? '';
    for (const query of [{ filter }, { sort: condition.field }]) {
      const { status, body } = await call(stand.origin, api.deals.list, { ...sending, query });
      expect(status).toBe(403);
      expect(body).toMatchObject({ error: { details: { section } } });
    }
    expect((await call(stand.origin, api.deals.list, sending)).status).toBe(200);
  });

  test('contacts: the list shows no more of them than cards do', async () => {
    const permissions: Permissions = {
      ...builtInRoles.owner,
      sections: { ...builtInRoles.owner.sections, contacts: 'none' },
    };
    const { headers } = await addMember(stand, world.tenant.projectId, permissions);
    const { rows } = await ask(stand.origin, api.deals.list, {
      params: world.tenant.ids,
      headers,
      query: { limit: 500 },
    });
    expect(rows.some((row) => row.contactName !== null)).toBe(true);
    for (const row of rows) {
      expect([row.phone, row.email, row.contactResponsibleId]).toEqual([null, null, null]);
      expect([row.contactTags, row.contactVariables]).toEqual([[], {}]);
    }
  });
});

test('D30: who sees only his own deals gets no others in a list, whatever he asks for, and “me” is he', async () => {
  const permissions: Permissions = { ...builtInRoles.owner, mayNot: ['see_others_deals'] };
  const { headers } = await addMember(stand, world.tenant.projectId, permissions);
  const none = filterText({ conditions: [{ field: 'responsible', op: 'none_of', value: ['me'] }] }) ?? '';
  for (const query of [{}, { filter: none }, { pipelineId: world.tenant.ids.pipelineId, columns: 'all' }]) {
    const sending = { params: world.tenant.ids, headers, query };
    expect(await ask(stand.origin, api.deals.list, sending)).toEqual({ rows: [] });
    const { limit, ...totals } = { limit: undefined, ...query };
    expect(await ask(stand.origin, api.deals.totals, { ...sending, query: totals })).toEqual({ count: 0, sums: [] });
  }
  const owner = { params: world.tenant.ids, headers: world.tenant.owner };
  const mine = filterText({ conditions: [{ field: 'responsible', op: 'any_of', value: ['me'] }] }) ?? '';
  const { rows } = await ask(stand.origin, api.deals.list, { ...owner, query: { filter: mine, limit: 500 } });
  expect(rows.length).toBeGreaterThan(20);
  expect(new Set(rows.map((row) => row.responsibleId))).toEqual(new Set([world.tenant.memberId]));
});

/* Queries. */

const variables = ['deal.size', 'deal.day', 'contact.size', 'deal.never_set'];
const fields = [...Object.keys(dealFields), ...variables];

function sorts(): string[] {
  return fields.filter(isSortable).flatMap((field) => [field, `-${field}`]);
}

function anyAsked(): fc.Arbitrary<Asked> {
  const { pipelineId } = world.tenant.ids;
  return fc.record(
    {
      pipelineId: fc.constant(pipelineId as Row<'pipelines'>['id']), // the tenant's ids are plain texts
      columns: fc.constantFrom('visible', 'all'),
      filter: fc.record(
        {
          search: fc.constantFrom('  ', 'sofa', 'BELOVA', '+7916000', 'nobody at all'),
          conditions: fc.array(anyCondition(), { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ) as fc.Arbitrary<DealFilter>,
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Asked>;
}

function anyCondition(): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...fields)
    .chain((field) => fc.constantFrom(...opsOf(field)).chain((op) => conditionOf(field, op)));
}

function opsOf(field: string): readonly Op[] {
  return fieldOps[fieldKind(field) ?? 'text'];
}

function conditionOf(field: string, op: Op): fc.Arbitrary<Condition> {
  const value = anyValue(field, fieldKind(field) ?? 'text', op);
  const one = value ? value.map((given) => ({ field, op, value: given })) : fc.constant({ field, op });
  return one.map((condition) => conditionSchema.parse(condition));
}

function anyValue(field: string, kind: FieldKind, op: Op): fc.Arbitrary<Condition['value']> | undefined {
  if (op === 'empty' || op === 'filled' || op === 'past') return undefined;
  if (op.endsWith('_days')) return fc.constantFrom(1, 2, 5, 12);
  const pool = poolOf(field, kind);
  if (op === 'contains' || op === 'not_contains') return fc.constantFrom('a', 'SOFA', '7916', '1', '%', 'y t');
  const one = fc.constantFrom(...pool);
  if (op === 'between') {
    return fc.tuple(one, one).filter(([from, to]) => typeof from === typeof to && typeof from !== 'boolean');
  }
  if (op.startsWith('at_')) return one.filter((value) => typeof value !== 'boolean');
  return op.endsWith('_of') ? fc.uniqueArray(one, { minLength: 1, maxLength: 3 }) : one;
}

/** Some that are met and some that are not. */
function poolOf(field: string, kind: FieldKind): (string | number | boolean)[] {
  const met = [...new Set(world.deals.flatMap((deal) => fieldValues(world, field, deal)))].slice(0, 6);
  switch (kind) {
    case 'text':
      return [...met, 'ANNA', '_'];
    case 'money':
      return [0, -5, 30_000, 50_000, ...met];
    case 'moment':
      return ['2026-01-10', '2026-01-15', '2026-01-15T09:00:00.000Z', '2026-01-14T23:30:00+03:00', '2025-12-31'];
    case 'status':
      return ['open', 'won', 'lost', 'archived'];
    case 'member':
      return ['me', 'none', world.tenant.memberId, newId('member')];
    case 'tags':
      return ['vip', 'new', 'dear', 'loud', 'never used'];
    case 'variable':
      return [12, 3.5, 0, 'xl', 'XL', '12', '2026-01-12', true, false];
    case 'pipeline':
      return [...met, newId('pipeline')];
    case 'stage':
      return [...met, newId('stage')];
    case 'channel':
      return [...met, newId('channel')];
    case 'contact':
      return [...met, newId('contact')];
  }
}

async function queryOf(asked: Asked): Promise<DealQuery> {
  const config = await stand.core.configs.current(world.tenant.projectId);
  const member = config.members.find(({ row }) => row.id === world.tenant.memberId);
  const caller: ProjectCaller = { projectId: world.tenant.projectId, config, actor: systemActor('test'), member };
  return dealQuery(caller, stand.clock.now(), asked);
}

/** The whole list, in windows. */
async function allRows(query: DealQuery, sort: string) {
  const order = dealOrder(sql, sort, query, [world.tenant.memberId]);
  const rows = await listRows(sql, query, order, { offset: 0, limit: 60 });
  while (rows.length > 0 && rows.length % 60 === 0) {
    const next = await listRows(sql, query, order, { offset: rows.length, limit: 60 });
    if (next.length === 0) break;
    rows.push(...next);
  }
  return rows;
}

/** Where a text's letters stand is the database's own business: of texts only what is equal and what is empty is looked at. */
function expectSorted(rows: { id: string }[], sort: string, name: string): void {
  const field = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const byId = new Map(world.deals.map((deal) => [deal.id as string, deal]));
  const keyOf = ({ id }: { id: string }) => {
    const deal = byId.get(id);
    const [key] = deal ? fieldValues(world, field, deal) : [];
    return key === Infinity ? undefined : key;
  };
  for (const [index, after] of rows.entries()) {
    const before = rows[index - 1];
    if (!before) continue;
    const [a, b] = [keyOf(before), keyOf(after)];
    expect(a === undefined && b !== undefined, name).toBe(false);
    if (typeof a === 'number' && typeof b === 'number') expect(sign * compare(a, b), name).toBeLessThanOrEqual(0);
    if (a === b && !field.includes('tags')) expect(sign * compare(before.id, after.id), name).toBe(-1);
  }
}

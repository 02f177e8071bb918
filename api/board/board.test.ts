import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { PipelineSettings } from '../../drizzle/schema/documents.ts';
import { newId } from '../../kernel/ids.ts';
import type { DealScope, ProjectCaller } from '../auth/caller.ts';
import type { Condition, DealFilter } from '../contract/deal-filter.ts';
import type { ColumnKey, DealCard } from '../contract/deals.ts';
import type { CardReader } from '../deals/deal-card.ts';
import { findCards } from '../deals/find-cards.ts';
import { visibleColumns } from '../deals/query/deal-query.ts';
import { columnOf, compare, type Expected, expectedDeals, sumsOf } from '../testing/plain-query.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, dealOn, inProject, type Tenant } from '../testing/tenant.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { boardFirstPage, boardNextPage } from './board-columns.ts';
import type { BoardView } from './board-view.ts';

const stand = await startStand();

let world: World;
beforeAll(async () => {
  world = await makeWorld(stand);
  // Deals of a neighbour, whom no view may show.
  await createTenant(stand, 'Neighbour');
});

test('D5, D13, S9, S15, D15: pages, counts and sums of any view are those of a plain computation', async () => {
  await fc.assert(
    fc.asyncProperty(anyView(), fc.integer({ min: 1, max: 7 }), async (chosen, limit) => {
      const view = await viewOf(chosen);
      const reader = await anyReader();
      const shown = await boardFirstPage(stand.db, view, reader, limit);
      const expected = expectedColumns(view);
      expect(shown.map((column) => column.key)).toEqual(view.board.columns);
      for (const column of shown) {
        const wanted = expected.get(column.key) ?? [];
        const cards = await restOfColumn(view, column.key, reader, column);
        const name = `${column.key} of ${JSON.stringify(chosen)}`;
        expect(
          cards.map((card) => card.id),
          name,
        ).toEqual(wanted.map((one) => one.deal.id));
        expect(
          cards.map((card) => card.merged),
          name,
        ).toEqual(wanted.map((one) => one.merged));
        expect(column.count, name).toBe(wanted.length);
        expect(new Map(column.sums.map((sum) => [sum.currency, sum.amount])), name).toEqual(sumsOf(wanted));
      }
    }),
    { numRuns: 120 },
  );
});

test('S15: of two linked contacts with a deal each, the primary’s card stands for both and says so', async () => {
  const tenant = await createTenant(stand, 'Twins');
  const { first, second } = await inProject(stand, tenant.projectId, async (work) => {
    const [a, b] = [await createContact(work, { name: 'Telegram' }), await createContact(work, { name: 'WhatsApp' })];
    const stageId = stageOf(tenant);
    const pair = {
      first: await dealOn(work, { contactId: a.id, stageId, amount: 100 }),
      second: await dealOn(work, { contactId: b.id, stageId, amount: 200 }),
    };
    await linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence: { kind: 'operator' } });
    return pair;
  });
  const column = async (hideMerged: boolean) => {
    const view = await viewOf({ settings: { hideMerged }, filter: { search: '' }, scope: 'all' }, tenant);
    return (await boardFirstPage(stand.db, view, await anyReader(tenant))).find((one) => one.key === stageOf(tenant));
  };
  const hidden = await column(true);
  const all = await column(false);
  const ids = (cards: DealCard[] = []) =>
    cards.map((card) => card.id).filter((id) => id === first.id || id === second.id);
  expect(ids(hidden?.cards)).toEqual([first.id]);
  expect(hidden?.cards.find((card) => card.id === first.id)?.merged).toBe(1);
  expect(ids(all?.cards).sort()).toEqual([first.id, second.id].sort());
  expect((all?.count ?? 0) - (hidden?.count ?? 0)).toBe(1);
  expect((all?.sums[0]?.amount ?? 0) - (hidden?.sums[0]?.amount ?? 0)).toBe(200);
});

test('D14, D15: a card asked for by its id stands to its relatives as it does on the board', async () => {
  const view = await viewOf({ settings: { hideMerged: true, systemStages: allShown }, filter: {}, scope: 'all' });
  const columns = await boardFirstPage(stand.db, view, await anyReader(), 1000);
  const onBoard = new Map(columns.flatMap(({ cards }) => cards.map((card) => [card.id, card.merged])));
  const config = { ...(await stand.core.configs.current(world.tenant.projectId)), pipelines: [view.board.pipeline] };
  const caller: ProjectCaller = { projectId: view.projectId, config, actor: systemActor('test'), member: undefined };
  const ids = world.deals.filter((deal) => columnOf(view, deal) !== undefined).map((deal) => deal.id);
  const found = await findCards(stand.db, caller, ids);
  expect(found.filter((one) => one.hidden).length).toBeGreaterThan(5);
  expect(new Map(found.filter((one) => !one.hidden).map(({ card }) => [card.id, card.merged]))).toEqual(onBoard);
});

test('D5: a page after one of another order is refused instead of showing cards twice', async () => {
  const manual = await viewOf({ settings: { sort: 'manual' }, filter: {}, scope: 'all' });
  const newest = await viewOf({ settings: { sort: 'newest' }, filter: {}, scope: 'all' });
  const reader = await anyReader();
  const [key] = manual.board.columns;
  if (!key) throw new Error('no columns');
  const [column] = await boardFirstPage(stand.db, manual, reader, 1);
  await expect(boardNextPage(stand.db, newest, key, { reader, after: column?.next ?? '' })).rejects.toThrow(
    /sorted anew/,
  );
  await expect(boardNextPage(stand.db, manual, key, { reader, after: 'nonsense' })).rejects.toThrow(/sorted anew/);
});

test.each([
  ['the name in any case', 'аННа'],
  ['a part of the phone as it is written', '916 123-45'],
  ['the whole phone as it is dialled at home', '8 (916) 123-45-67'],
  ['a part of the e-mail', 'anna@exa'],
  ['the deal’s own name', 'диван'],
])('D13: the search finds by %s', async (_how, search) => {
  const tenant = await createTenant(stand, `Search ${newId('project')}`);
  const deal = await inProject(stand, tenant.projectId, async (work) => {
    const contact = await createContact(work, {
      name: 'Анна Белова',
      phone: '+79161234567',
      email: 'anna@example.com',
    });
    return dealOn(work, { contactId: contact.id, stageId: stageOf(tenant), name: 'Диван угловой' });
  });
  const view = await viewOf({ settings: {}, filter: { search }, scope: 'all' }, tenant);
  const columns = await boardFirstPage(stand.db, view, await anyReader(tenant));
  expect(columns.flatMap((column) => column.cards.map((card) => card.id))).toContain(deal.id);
});

test('D13: signs that mean something to the database are only signs', async () => {
  for (const search of ['%', '_', '\\', "'", '100%_\\']) {
    const view = await viewOf({ settings: {}, filter: { search }, scope: 'all' });
    expect((await boardFirstPage(stand.db, view, await anyReader())).flatMap((column) => column.cards)).toEqual([]);
  }
});

test('D31: who may not see contacts cannot find them by their phone either', async () => {
  const open = await viewOf({ settings: {}, filter: { search: '+7916000' }, scope: 'all' });
  const found = (await boardFirstPage(stand.db, open, await anyReader())).flatMap((column) => column.cards);
  expect(found.length).toBeGreaterThan(0);
  const blind = { ...open, asker: { ...open.asker, permissions: withoutContacts } };
  expect((await boardFirstPage(stand.db, blind, await anyReader())).flatMap((column) => column.cards)).toEqual([]);
});

function expectedColumns(view: BoardView): Map<ColumnKey, Expected[]> {
  const shown = expectedDeals(world, view);
  return new Map(
    view.board.columns.map((key) => [
      key,
      shown.filter(({ deal }) => columnOf(view, deal) === key).sort(inOrder(view)),
    ]),
  );
}

function inOrder(view: BoardView) {
  return ({ deal: a }: Expected, { deal: b }: Expected): number => {
    if (a.status !== 'open') return (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0) || compare(b.id, a.id);
    switch (view.board.pipeline.row.settings.sort) {
      case 'manual':
        return compare(a.rank, b.rank) || compare(a.id, b.id);
      case 'newest':
        return b.createdAt.getTime() - a.createdAt.getTime() || compare(b.id, a.id);
      case 'time_in_stage':
        return a.stageEnteredAt.getTime() - b.stageEnteredAt.getTime() || compare(a.id, b.id);
      case 'next_task':
        return compare(dueOf(a), dueOf(b)) || compare(a.id, b.id);
    }
  };
}

function dueOf(deal: Row<'deals'>): number {
  return Math.min(
    ...(world.due.get(deal.id) ?? []).map((at) => at ?? Number.MAX_SAFE_INTEGER),
    Number.MAX_SAFE_INTEGER,
  );
}

/* Views. */

const withoutContacts = {
  ...builtInRoles.owner,
  sections: { ...builtInRoles.owner.sections, contacts: 'none' as const },
};

const allShown = { unsorted: true, won: true, lost: true, archived: true };

interface Chosen {
  settings: Partial<PipelineSettings>;
  filter: DealFilter;
  scope: 'all' | 'own';
}

function anyView(): fc.Arbitrary<Chosen> {
  const shown = fc.record({ unsorted: fc.boolean(), won: fc.boolean(), lost: fc.boolean(), archived: fc.boolean() });
  return fc.record({
    settings: fc.record({
      hideMerged: fc.boolean(),
      sort: fc.constantFrom('manual', 'newest', 'next_task', 'time_in_stage'),
      systemStages: shown,
    }),
    filter: fc.record(
      {
        search: fc.constantFrom('  ', 'sofa', 'BELOVA', '+7916000', 'nobody at all'),
        conditions: fc.subarray<Condition>([
          { field: 'tags', op: 'any_of', value: ['vip'] },
          { field: 'responsible', op: 'any_of', value: ['none'] },
          { field: 'amount', op: 'at_least', value: 30_000 },
          { field: 'contact.name', op: 'contains', value: 'anna' },
          { field: 'next_task', op: 'filled' },
        ]),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<DealFilter>,
    scope: fc.constantFrom('all', 'all', 'all', 'own'),
  });
}

async function viewOf({ settings, filter, scope }: Chosen, tenant = world.tenant): Promise<BoardView> {
  const { pipelines } = await stand.core.configs.current(tenant.projectId);
  const found = pipelines.find(({ row }) => row.id === tenant.ids.pipelineId);
  if (!found) throw new Error('no pipeline');
  const pipeline = { ...found, row: { ...found.row, settings: { ...found.row.settings, ...settings } } };
  const scopes: Record<Chosen['scope'], DealScope> = {
    all: { kind: 'all' },
    own: { kind: 'own', memberId: tenant.memberId },
  };
  return {
    projectId: tenant.projectId,
    filter,
    scope: scopes[scope],
    asker: {
      memberId: tenant.memberId,
      permissions: builtInRoles.owner,
      now: stand.clock.now(),
      timeZone: 'Europe/Moscow',
      country: 'RU',
    },
    board: { pipeline, columns: visibleColumns(pipeline) },
    pipelines,
  };
}

async function anyReader(tenant = world.tenant): Promise<CardReader> {
  return { config: await stand.core.configs.current(tenant.projectId), permissions: builtInRoles.owner };
}

async function restOfColumn(
  view: BoardView,
  key: ColumnKey,
  reader: CardReader,
  first: { cards: DealCard[]; next: string | null },
): Promise<DealCard[]> {
  const cards = [...first.cards];
  for (let after = first.next; after !== null; ) {
    const page = await boardNextPage(stand.db, view, key, { reader, limit: 5, after });
    cards.push(...page.cards);
    after = page.next;
  }
  return cards;
}

function stageOf({ ids }: Tenant): Row<'stages'>['id'] {
  // The border between the ids of a test's tenant and their brands.
  return ids.stageId as Row<'stages'>['id'];
}

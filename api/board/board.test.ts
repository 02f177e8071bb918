import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { createPipeline } from '../../crm-core/pipelines/create-pipeline.ts';
import { createStage } from '../../crm-core/pipelines/create-stage.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { PipelineSettings } from '../../drizzle/schema/documents.ts';
import { type MemberId, newId } from '../../kernel/ids.ts';
import type { DealScope, ProjectCaller } from '../auth/caller.ts';
import type { BoardFilter, ColumnKey, DealCard } from '../contract/deals.ts';
import type { CardReader } from '../deals/deal-card.ts';
import { findCards } from '../deals/find-cards.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, dealOn, inProject, type Tenant } from '../testing/tenant.ts';
import { boardFirstPage, boardNextPage } from './board-columns.ts';
import { type BoardView, visibleColumns } from './board-view.ts';

const stand = await startStand();
const { sql } = stand.db;

interface World {
  tenant: Tenant;
  deals: Row<'deals'>[];
  contacts: Map<string, Row<'contacts'>>;
  /** Primary contacts by person. */
  primary: Map<string, string>;
  due: Map<string, number>;
}

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  // Deals of a neighbour, whom no view may show.
  await createTenant(stand, 'Neighbour');
});

test('D5, D13, S9, S15, D15: pages, counts and sums of any view are those of a plain computation', async () => {
  await fc.assert(
    fc.asyncProperty(anyView(), fc.integer({ min: 1, max: 7 }), async (chosen, limit) => {
      const view = await viewOf(chosen);
      const reader = await anyReader();
      const shown = await boardFirstPage(sql, view, reader, limit);
      const expected = expectedColumns(view);
      expect(shown.map((column) => column.key)).toEqual(view.columns);
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
    return (await boardFirstPage(sql, view, await anyReader(tenant))).find((one) => one.key === stageOf(tenant));
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
  const columns = await boardFirstPage(sql, view, await anyReader(), 1000);
  const onBoard = new Map(columns.flatMap(({ cards }) => cards.map((card) => [card.id, card.merged])));
  const config = { ...(await stand.core.configs.current(world.tenant.projectId)), pipelines: [view.pipeline] };
  const caller: ProjectCaller = { projectId: view.projectId, config, actor: systemActor('test'), member: undefined };
  const ids = world.deals.filter((deal) => columnOf(view, deal) !== undefined).map((deal) => deal.id);
  const found = await findCards(sql, caller, ids);
  expect(found.filter((one) => one.hidden).length).toBeGreaterThan(5);
  expect(new Map(found.filter((one) => !one.hidden).map(({ card }) => [card.id, card.merged]))).toEqual(onBoard);
});

test('D5: a page after one of another order is refused instead of showing cards twice', async () => {
  const manual = await viewOf({ settings: { sort: 'manual' }, filter: {}, scope: 'all' });
  const newest = await viewOf({ settings: { sort: 'newest' }, filter: {}, scope: 'all' });
  const reader = await anyReader();
  const [key] = manual.columns;
  if (!key) throw new Error('no columns');
  const [column] = await boardFirstPage(sql, manual, reader, 1);
  await expect(boardNextPage(sql, newest, key, { reader, after: column?.next ?? '' })).rejects.toThrow(/sorted anew/);
  await expect(boardNextPage(sql, manual, key, { reader, after: 'nonsense' })).rejects.toThrow(/sorted anew/);
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
  const columns = await boardFirstPage(sql, view, await anyReader(tenant));
  expect(columns.flatMap((column) => column.cards.map((card) => card.id))).toContain(deal.id);
});

test('D13: signs that mean something to the database are only signs', async () => {
  for (const search of ['%', '_', '\\', "'", '100%_\\']) {
    const view = await viewOf({ settings: {}, filter: { search }, scope: 'all' });
    expect((await boardFirstPage(sql, view, await anyReader())).flatMap((column) => column.cards)).toEqual([]);
  }
});

test('D31: who may not see contacts cannot find them by their phone either', async () => {
  const open = await viewOf({ settings: {}, filter: { search: '+7916000' }, scope: 'all' });
  const found = (await boardFirstPage(sql, open, await anyReader())).flatMap((column) => column.cards);
  expect(found.length).toBeGreaterThan(0);
  const blind = { ...open, searchesContacts: false };
  expect((await boardFirstPage(sql, blind, await anyReader())).flatMap((column) => column.cards)).toEqual([]);
});

/* The plain computation. */

interface Expected {
  deal: Row<'deals'>;
  merged: number;
}

function expectedColumns(view: BoardView): Map<ColumnKey, Expected[]> {
  const passing = world.deals.filter((deal) => passes(view, deal));
  const families = new Map<string, Row<'deals'>[]>();
  for (const deal of passing) {
    const key = familyOf(view, deal);
    families.set(key, [...(families.get(key) ?? []), deal]);
  }
  const shown = [...families.values()].flatMap((family): Expected[] => {
    const [first] = family.toSorted(standsFirst);
    return first ? [{ deal: first, merged: family.length - 1 }] : [];
  });
  return new Map(
    view.columns.map((key) => [key, shown.filter(({ deal }) => columnOf(view, deal) === key).sort(inOrder(view))]),
  );
}

function passes({ filter, scope }: BoardView, deal: Row<'deals'>): boolean {
  const contact = world.contacts.get(deal.contactId ?? '');
  const search = filter.search?.trim().toLowerCase();
  const text = `${deal.name}\n${contact?.name} ${contact?.phone ?? ''} ${contact?.email ?? ''}`.toLowerCase();
  return (
    (!search || text.includes(search)) &&
    (filter.tag === undefined || deal.tags.includes(filter.tag)) &&
    (filter.responsibleId === undefined || (deal.responsibleId ?? 'none') === filter.responsibleId) &&
    (scope.kind === 'all' || deal.responsibleId === scope.memberId)
  );
}

function columnOf({ pipeline }: BoardView, deal: Row<'deals'>): ColumnKey | undefined {
  if (deal.status !== 'open') return deal.pipelineId === pipeline.row.id ? deal.status : undefined;
  if (deal.stageId === null) return 'unsorted';
  return deal.pipelineId === pipeline.row.id ? deal.stageId : undefined;
}

/** Deals that one card may stand for. */
function familyOf(view: BoardView, deal: Row<'deals'>): string {
  const contact = world.contacts.get(deal.contactId ?? '');
  const people = [...world.contacts.values()].filter((one) => one.personId === contact?.personId);
  const column = columnOf(view, deal);
  if (!view.pipeline.row.settings.hideMerged || people.length < 2 || column === undefined) return deal.id;
  return `${contact?.personId} ${column === deal.stageId ? 'open' : column}`;
}

function standsFirst(a: Row<'deals'>, b: Row<'deals'>): number {
  const personOf = (deal: Row<'deals'>) => world.contacts.get(deal.contactId ?? '')?.personId ?? '';
  const primary = (deal: Row<'deals'>) => Number(world.primary.get(personOf(deal)) === deal.contactId);
  return primary(b) - primary(a) || b.createdAt.getTime() - a.createdAt.getTime() || compare(b.id, a.id);
}

function inOrder(view: BoardView) {
  return ({ deal: a }: Expected, { deal: b }: Expected): number => {
    if (a.status !== 'open') return (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0) || compare(b.id, a.id);
    switch (view.pipeline.row.settings.sort) {
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
  return world.due.get(deal.id) ?? Number.MAX_SAFE_INTEGER;
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sumsOf(column: Expected[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { deal } of column) {
    if (deal.amount !== null) sums.set(deal.currency, (sums.get(deal.currency) ?? 0) + deal.amount);
  }
  return sums;
}

/* Views. */

const allShown = { unsorted: true, won: true, lost: true, archived: true };

interface Chosen {
  settings: Partial<PipelineSettings>;
  filter: BoardFilter;
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
        tag: fc.constantFrom('vip', 'new', 'never used'),
        responsibleId: fc.constantFrom('none', world.tenant.memberId),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<BoardFilter>,
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
    pipeline,
    columns: visibleColumns(pipeline),
    filter,
    country: 'RU',
    searchesContacts: true,
    scope: scopes[scope],
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
    const page = await boardNextPage(sql, view, key, { reader, limit: 5, after });
    cards.push(...page.cards);
    after = page.next;
  }
  return cards;
}

/* A world with some of everything: two pipelines, closed and unsorted deals, three currencies, linked people, equal keys. */

async function makeWorld(): Promise<World> {
  const tenant = await createTenant(stand, 'World');
  const random = dice(7);
  await inProject(stand, tenant.projectId, async (work) => {
    const contacts = await makeContacts(work);
    const elsewhere = await createPipeline(work, { name: 'Other', currency: 'USD' });
    const far = await createStage(work, { pipelineId: elsewhere.id, name: 'Far' });
    const stages = [...work.config.pipelines.flatMap((pipeline) => pipeline.stages), far];
    for (let n = 0; n < 220; n++) await makeDeal(work, { random, contacts, stages, memberId: tenant.memberId });
  });
  await inProject(stand, tenant.projectId, async (work) => {
    const contacts = await work.db.orm.query.contacts.findMany();
    const own = contacts
      .filter((contact) => contact.projectId === tenant.projectId)
      .sort((a, b) => compare(a.id, b.id));
    for (let n = 0; n + 2 < own.length; n += 5) {
      const [a, b, c] = own.slice(n, n + 3);
      if (!a || !b || !c) continue;
      const evidence = { kind: 'operator' } as const;
      await linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence });
      if (n % 2 === 0) await linkContacts(work, { contactId: c.id, otherContactId: a.id, evidence });
    }
  });
  return readWorld(tenant);
}

async function readWorld(tenant: Tenant): Promise<World> {
  const { orm } = stand.db;
  const mine = <One extends { projectId: string }>(rows: One[]) =>
    rows.filter((row) => row.projectId === tenant.projectId);
  const tasks = mine(await orm.query.tasks.findMany()).filter((task) => task.doneAt === null);
  const due = new Map<string, number>();
  for (const { dealId, dueAt } of tasks) {
    if (dealId && dueAt) due.set(dealId, Math.min(dueAt.getTime(), due.get(dealId) ?? Number.MAX_SAFE_INTEGER));
  }
  return {
    tenant,
    deals: mine(await orm.query.deals.findMany()),
    contacts: new Map(mine(await orm.query.contacts.findMany()).map((contact) => [contact.id, contact])),
    primary: new Map(mine(await orm.query.people.findMany()).map((person) => [person.id, person.primaryContactId])),
    due,
  };
}

async function makeContacts(work: Work): Promise<Row<'contacts'>[]> {
  const contacts: Row<'contacts'>[] = [];
  for (let n = 0; n < 40; n++) {
    const name = `${n % 3 ? 'Anna Belova' : 'Ivan Petrov'} ${n}`;
    contacts.push(await createContact(work, { name, ...(n % 2 && { phone: `+7916000${1000 + n}` }) }));
  }
  return contacts;
}

interface Making {
  random: (below: number) => number;
  contacts: Row<'contacts'>[];
  stages: Row<'stages'>[];
  memberId: MemberId;
}

async function makeDeal(work: Work, { random, contacts, stages, memberId }: Making): Promise<void> {
  const stage = random(6) === 0 ? undefined : stages[random(stages.length)];
  const contact = random(8) === 0 ? undefined : contacts[random(contacts.length)];
  const at = (days: number) => new Date(work.now.getTime() - days * 86_400_000);
  const deal = await dealOn(work, {
    name: random(2) ? 'Sofa' : 'Lamp',
    ...(contact && { contactId: contact.id }),
    ...(stage ? { stageId: stage.id } : { unsorted: { kind: 'setting_off' as const } }),
    amount: random(4) === 0 ? null : random(1000) * 100,
    ...(random(5) === 0 && { currency: ['USD', 'EUR'][random(2)] ?? 'USD' }),
    responsibleId: random(2) ? memberId : null,
    tags: random(3) === 0 ? ['vip', 'new'] : [],
  });
  const status = stage && random(3) === 0 ? (['won', 'lost', 'archived'] as const)[random(3)] : undefined;
  work.deals.update(deal.id, {
    // Few different moments and ranks, so that ids have to decide.
    createdAt: at(random(20)),
    stageEnteredAt: at(random(9)),
    rank: `a${random(30)}V`,
    ...(status && { status, closedAt: at(random(6)) }),
  });
  if (random(4) === 0)
    await createTask(work, { title: 'Call', dealId: deal.id, dueAt: random(5) ? at(-random(4)) : null });
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function stageOf({ ids }: Tenant): Row<'stages'>['id'] {
  // The border between the ids of a test's tenant and their brands.
  return ids.stageId as Row<'stages'>['id'];
}

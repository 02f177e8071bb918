import { beforeEach, describe, expect, test } from 'vitest';
import { forgetMass } from '../../../crm-core/deals/mass/forget-mass.ts';
import { builtInRoles, type Permissions } from '../../../crm-core/members/permissions.ts';
import { addNote } from '../../../crm-core/tasks/add-note.ts';
import { createTask } from '../../../crm-core/tasks/create-task.ts';
import { asId, newId } from '../../../kernel/ids.ts';
import { api } from '../../contract/api.ts';
import type { MassState, MassUndoState } from '../../contract/deal-list.ts';
import { ask, call } from '../../testing/caller.ts';
import { startStand } from '../../testing/stand.ts';
import { addMember, createTenant, dealOn, inProject, type Tenant } from '../../testing/tenant.ts';

const stand = await startStand();
const { origin, db } = stand;
const { sql } = db;

let shop: Tenant;
beforeEach(async () => {
  shop = await createTenant(stand, `Shop ${newId('project')}`);
});

type Change = Parameters<typeof bodyOf>[1];

function bodyOf(ids: string[] | object, change: { kind: string; [key: string]: unknown }) {
  return { target: Array.isArray(ids) ? { ids } : { which: ids }, change };
}

async function mass(target: string[] | object, change: Change, headers = shop.owner): Promise<MassState> {
  let state = await ask(origin, api.deals.mass, { params: shop.ids, headers, body: bodyOf(target, change) });
  while (!state.finished) {
    const params = { ...shop.ids, massActionId: state.id };
    state = await ask(origin, api.deals.continueMass, { params, headers, body: {} });
  }
  return state;
}

async function undo(massActionId: string, headers = shop.owner): Promise<MassUndoState> {
  for (;;) {
    const params = { ...shop.ids, massActionId };
    const state = await ask(origin, api.deals.undoMass, { params, headers, body: {} });
    if (state.finished) return state;
  }
}

function makeDeals(count: number, stageId = shop.ids.stageId, more: object = {}): Promise<string[]> {
  return inProject(stand, shop.projectId, async (work) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) {
      ids.push((await dealOn(work, { name: `Deal ${n}`, stageId: asId<'stage'>(stageId), amount: n, ...more })).id);
    }
    return ids;
  });
}

/** All that belongs to the deals but their bookkeeping. */
async function stored(ids: string[]): Promise<unknown> {
  const deals = await sql`
    select to_jsonb(d) - 'version' - 'updated_at' as deal from deals d where id = any(${ids}::text[]) order by id`;
  const tasks = await sql`select to_jsonb(t) as task from tasks t where deal_id = any(${ids}::text[]) order by id`;
  const notes = await sql`select to_jsonb(n) as note from notes n where deal_id = any(${ids}::text[]) order by id`;
  const visits = await sql`
    select to_jsonb(v) as visit from stage_visits v where deal_id = any(${ids}::text[]) order by deal_id, id`;
  const files = await sql`select to_jsonb(f) as file from files f where deal_id = any(${ids}::text[]) order by id`;
  return JSON.parse(JSON.stringify({ deals, tasks, notes, visits, files }));
}

describe('D13: a mass action does what its commands do one by one, and undo brings back exactly what was', () => {
  test.each<[string, (ids: Tenant['ids']) => Change]>([
    ['move', ({ otherStageId }) => ({ kind: 'move', stageId: otherStageId })],
    ['assign', ({ memberId }) => ({ kind: 'assign', responsibleId: memberId })],
    ['tags', () => ({ kind: 'tags', add: ['vip'], remove: ['cold'] })],
    ['win', () => ({ kind: 'win' })],
    ['lose', () => ({ kind: 'lose', reason: 'Too dear' })],
    ['archive', () => ({ kind: 'archive', reason: 'Twice' })],
    ['delete', () => ({ kind: 'delete' })],
  ])('%s', async (_name, changeOf) => {
    const ids = await makeDeals(5, shop.ids.stageId, { tags: ['cold', 'old'], variables: { size: 3 } });
    await inProject(stand, shop.projectId, async (work) => {
      await createTask(work, { title: 'Call', dealId: asId<'deal'>(ids[0] ?? ''), dueAt: work.now });
      await addNote(work, { text: 'Likes green', dealId: asId<'deal'>(ids[0] ?? '') });
    });
    await addFile(ids[1] ?? '');
    const before = await stored(ids);
    const state = await mass(ids, changeOf(shop.ids));
    expect(state).toMatchObject({ total: 5, done: 5, refused: 0, refusals: [], finished: true });
    expect(await stored(ids)).not.toEqual(before);
    stand.clock.advance(60_000);
    expect(await undo(state.id)).toMatchObject({ total: 5, undone: 5, kept: 0, finished: true });
    expect(await stored(ids)).toEqual(before);
    expect(await undo(state.id)).toMatchObject({ undone: 5, finished: true });
  });

  test('restore, of deals that another mass action has closed', async () => {
    const ids = await makeDeals(3);
    await mass(ids, { kind: 'lose', reason: 'Too dear' });
    const before = await stored(ids);
    const state = await mass(ids, { kind: 'restore' });
    expect(state.done).toBe(3);
    await undo(state.id);
    expect(await stored(ids)).toEqual(before);
  });

  test('more than one part, by a filter, without those that were unticked; the newest ends on top', async () => {
    const ids = await makeDeals(430, shop.ids.stageId, { tags: ['many'] });
    const which = {
      pipelineId: shop.ids.pipelineId,
      filter: { conditions: [{ field: 'tags', op: 'any_of', value: ['many'] }] },
      exceptIds: ids.slice(0, 2),
    };
    const change = { kind: 'move', stageId: shop.ids.otherStageId };
    const first = await ask(origin, api.deals.mass, {
      params: shop.ids,
      headers: shop.owner,
      body: bodyOf(which, change),
    });
    expect(first).toMatchObject({ total: 428, done: 200, finished: false });
    const params = { ...shop.ids, massActionId: first.id };
    while (!(await ask(origin, api.deals.continueMass, { params, headers: shop.owner, body: {} })).finished);
    const rows = await sql`select id from deals where stage_id = ${shop.ids.otherStageId} order by rank`;
    expect(rows.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
    expect(await undo(first.id)).toMatchObject({ total: 428, undone: 428 });
    expect(await sql`select 1 from deals where stage_id = ${shop.ids.otherStageId}`).toHaveLength(0);
  });

  test('an action that is taken back before it is through does not go on', async () => {
    const ids = await makeDeals(250);
    const before = await stored(ids);
    const { id, done } = await ask(origin, api.deals.mass, {
      params: shop.ids,
      headers: shop.owner,
      body: bodyOf(ids, { kind: 'win' }),
    });
    expect(done).toBe(200);
    expect(await undo(id)).toMatchObject({ total: 250, undone: 250 });
    const params = { ...shop.ids, massActionId: id };
    await ask(origin, api.deals.continueMass, { params, headers: shop.owner, body: {} });
    expect(await stored(ids)).toEqual(before);
  });
});

test('D13: the preview says what would be refused and why, and changes nothing', async () => {
  const open = await makeDeals(3);
  const ids = [...open, shop.ids.closedDealId, shop.ids.unsortedDealId, newId('deal')];
  const before = await stored(ids);
  const body = bodyOf(ids, { kind: 'move', stageId: shop.ids.otherStageId });
  const preview = await ask(origin, api.deals.previewMass, { params: shop.ids, headers: shop.owner, body });
  expect(preview).toMatchObject({ total: 5, tooMany: false, refused: 2 });
  expect(preview.refusals.map(({ why, count, names }) => [why, count, names]).sort()).toEqual([
    ['closed', 1, ['Chair']],
    ['unsorted', 1, ['Table']],
  ]);
  expect(await stored(ids)).toEqual(before);
  const state = await mass(ids, { kind: 'move', stageId: shop.ids.otherStageId });
  expect(state).toMatchObject({ total: 5, done: 3, refused: 2 });
  expect(state.refusals).toEqual(expect.arrayContaining(preview.refusals));
});

test('D4: the rules of stages hold for many deals as for one', async () => {
  const poor = await makeDeals(2, shop.ids.stageId, { amount: null });
  const rich = await makeDeals(1);
  await inProject(stand, shop.projectId, async (work) => {
    const id = asId<'stage'>(shop.ids.otherStageId);
    await work.stages.get(id);
    work.stages.update(id, { rules: { forbiddenTargets: [], requiredFields: ['amount'] } });
    work.touchConfig();
  });
  const move = { kind: 'move', stageId: shop.ids.otherStageId };
  const state = await mass([...poor, ...rich], move);
  expect(state).toMatchObject({ done: 1, refused: 2, refusals: [{ why: 'missing_fields', count: 2 }] });
  expect(await mass(poor, { ...move, overrideReason: 'The boss said so' })).toMatchObject({ done: 2, refused: 0 });
});

test('D13: undo leaves alone what somebody has changed since, and nothing else', async () => {
  const [touched, described, deleted] = await makeDeals(3);
  if (!touched || !described || !deleted) throw new Error('no deals');
  const state = await mass([touched, described, deleted], { kind: 'tags', add: ['vip'] });
  const params = (dealId: string) => ({ ...shop.ids, dealId });
  const { owner: headers } = shop;
  await ask(origin, api.deals.change, { params: params(touched), headers, body: { tags: ['other'] } });
  await ask(origin, api.deals.change, { params: params(described), headers, body: { description: 'Blue' } });
  await ask(origin, api.deals.remove, { params: params(deleted), headers });
  expect(await undo(state.id)).toMatchObject({ undone: 1, kept: 2, keeps: [{ why: 'changed', count: 2 }] });
  const rows =
    await sql`select id, description, to_json(tags) as tags from deals where id = any(${[touched, described]}::text[])`;
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: touched, description: '', tags: ['other'] },
      { id: described, description: 'Blue', tags: [] },
    ]),
  );
});

test('D3: what would go back to a stage that is gone stays where it is', async () => {
  const ids = await makeDeals(2, shop.ids.spareStageId);
  const state = await mass(ids, { kind: 'move', stageId: shop.ids.stageId });
  const removed = await call(origin, api.pipelines.remove, {
    params: { ...shop.ids, pipelineId: shop.ids.sparePipelineId },
    headers: shop.owner,
    query: { targetStageId: shop.ids.stageId },
  });
  expect(removed.status).toBe(200);
  expect(await undo(state.id)).toMatchObject({ undone: 0, kept: 2, keeps: [{ why: 'gone' }] });
});

test('D30: a mass action of a colleague is none, and others’ deals are out of reach', async () => {
  const ids = await makeDeals(2);
  const state = await mass(ids, { kind: 'win' });
  const colleague = await addMember(stand, shop.projectId, builtInRoles.owner);
  for (const operation of [api.deals.undoMass, api.deals.continueMass]) {
    const params = { ...shop.ids, massActionId: state.id };
    const sending = { params, headers: colleague.headers, body: {} };
    expect((await call<typeof operation.response>(origin, operation, sending)).status).toBe(404);
  }
  const permissions: Permissions = { ...builtInRoles.owner, mayNot: ['see_others_deals'] };
  const { headers } = await addMember(stand, shop.projectId, permissions);
  expect(await mass(ids, { kind: 'restore' }, headers)).toMatchObject({ total: 0, done: 0 });
  expect(await mass({}, { kind: 'delete' }, headers)).toMatchObject({ total: 0, done: 0 });
});

test('S11, D30: who may not delete contacts deletes from Unsorted alone', async () => {
  const { headers } = await addMember(stand, shop.projectId, builtInRoles.operator);
  const state = await mass([shop.ids.dealId, shop.ids.unsortedDealId], { kind: 'delete' }, headers);
  expect(state).toMatchObject({ done: 1, refused: 1, refusals: [{ why: 'forbidden', names: ['Sofa'] }] });
});

test('S10, D7: Unsorted is left by accepting', async () => {
  const ids = [shop.ids.unsortedDealId, shop.ids.dealId];
  const state = await mass(ids, { kind: 'accept', stageId: shop.ids.otherStageId });
  expect(state).toMatchObject({ done: 1, refusals: [{ why: 'not_unsorted', count: 1 }] });
});

test('D13: after a week a mass action is forgotten, and the files of what stays deleted with it', async () => {
  const [kept, gone] = await makeDeals(2);
  if (!kept || !gone) throw new Error('no deals');
  await addFile(kept);
  await addFile(gone);
  const state = await mass([gone], { kind: 'delete' });
  stand.clock.advance(8 * 86_400_000);
  const params = { ...shop.ids, massActionId: state.id };
  const late = await call(origin, api.deals.undoMass, { params, headers: shop.owner, body: {} });
  expect(late.status).toBe(422);
  await forgetMass(db, stand.clock.now());
  expect((await call(origin, api.deals.undoMass, { params, headers: shop.owner, body: {} })).status).toBe(404);
  const files = await sql`select deal_id from files where project_id = ${shop.projectId} and name = 'plan.txt'`;
  expect(files.map((file) => file.deal_id)).toEqual([kept]);
});

async function addFile(dealId: string): Promise<void> {
  await sql`
    insert into files (id, project_id, deal_id, name, content_type, size, author, created_at, stored_at)
    values (${newId('file')}, ${shop.projectId}, ${dealId}, 'plan.txt', 'text/plain', 0,
      '{"kind":"system","reason":"test"}', now(), now())`;
}

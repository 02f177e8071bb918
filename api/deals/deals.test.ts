import { beforeEach, describe, expect, test } from 'vitest';
import { api } from '../contract/api.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant, type Tenant } from '../testing/tenant.ts';

const stand = await startStand();
const { origin } = stand;

let shop: Tenant;
let tenants = 0;
beforeEach(async () => {
  tenants += 1;
  shop = await createTenant(stand, `Shop${tenants}`);
});

const sending = (body?: unknown, ids: Partial<Tenant['ids']> = {}) => ({
  params: { ...shop.ids, ...ids },
  headers: shop.owner,
  ...(body !== undefined && { body }),
});

describe('D14: no update is lost', () => {
  test('of two who drag one card at once, the second is shown where it is now', async () => {
    const { deal } = await ask(origin, api.deals.get, sending());
    const drag = { stageId: shop.ids.otherStageId, version: deal.version };
    expect(await ask(origin, api.deals.move, sending(drag))).toMatchObject({
      kind: 'ok',
      deal: { stageId: shop.ids.otherStageId },
    });
    const second = await call(origin, api.deals.move, sending({ stageId: shop.ids.stageId, version: deal.version }));
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      error: { code: 'conflict', details: { deal: { id: deal.id, stageId: shop.ids.otherStageId } } },
    });
  });

  test('fields that two people change at once are both kept when neither names a version', async () => {
    await Promise.all([
      ask(origin, api.deals.change, sending({ name: 'Corner sofa' })),
      ask(origin, api.deals.change, sending({ amount: 990_000 })),
      ask(origin, api.deals.change, sending({ tags: ['vip'] })),
    ]);
    const { deal } = await ask(origin, api.deals.get, sending());
    expect(deal).toMatchObject({ name: 'Corner sofa', amount: 990_000, tags: ['vip'] });
  });

  test('an answer carries the version that the next change may name', async () => {
    const changed = await ask(origin, api.deals.change, sending({ name: 'Once' }));
    await ask(origin, api.deals.change, sending({ name: 'Twice', version: changed.version }));
    expect((await call(origin, api.deals.change, sending({ name: 'Thrice', version: changed.version }))).status).toBe(
      409,
    );
  });
});

test('S10: a deal in Unsorted is not moved but accepted; the refusal is an ordinary answer', async () => {
  const unsorted = { dealId: shop.ids.unsortedDealId };
  const moved = await call(origin, api.deals.move, sending({ stageId: shop.ids.stageId }, unsorted));
  expect(moved).toMatchObject({ status: 200, body: { kind: 'refused', why: 'unsorted' } });
  const accepted = await ask(origin, api.deals.accept, sending({ stageId: shop.ids.stageId }, unsorted));
  expect(accepted).toMatchObject({ kind: 'ok', deal: { stageId: shop.ids.stageId, unsorted: null } });
});

test('D8: "accept all" takes all of Unsorted, or the given ones', async () => {
  expect(await ask(origin, api.deals.acceptAll, sending({ stageId: shop.ids.stageId, ids: [] }))).toEqual({
    accepted: 0,
  });
  expect(await ask(origin, api.deals.acceptAll, sending({ stageId: shop.ids.stageId }))).toEqual({ accepted: 1 });
});

test('D2, D1: a lost deal keeps its reason and comes back to its stage', async () => {
  const lost = await ask(origin, api.deals.lose, sending({ reason: 'Too dear' }));
  expect(lost).toMatchObject({
    kind: 'ok',
    deal: { status: 'lost', closeReason: 'Too dear', stageId: shop.ids.stageId },
  });
  const restored = await ask(origin, api.deals.restore, sending());
  expect(restored).toMatchObject({
    kind: 'ok',
    deal: { status: 'open', closeReason: null, stageId: shop.ids.stageId },
  });
});

test('D12: a new contact and his deal are made together or not at all', async () => {
  const wrongPhone = { name: 'Bed', stageId: shop.ids.stageId, contact: { name: 'Zinaida', phone: '12' } };
  expect((await call(origin, api.deals.create, sending(wrongPhone))).status).toBe(400);
  const search = { ...sending(), query: { search: 'Zinaida' } };
  expect(await ask(origin, api.contacts.search, search)).toEqual([]);
  const right = { ...wrongPhone, contact: { name: 'Zinaida', phone: '8 (921) 000-11-22' } };
  const card = await ask(origin, api.deals.create, sending(right));
  expect(card).toMatchObject({ name: 'Bed', contactName: 'Zinaida', phone: '+79210001122', currency: 'RUB' });
});

test('D4: a stage’s required field refuses a new deal, and says which', async () => {
  const { stages, ...pipeline } = (await ask(origin, api.pipelines.list, sending())).find(
    (one) => one.id === shop.ids.pipelineId,
  ) ?? {
    stages: [],
  };
  if (!('id' in pipeline)) throw new Error('no pipeline');
  const { id, ...fields } = pipeline;
  const body = {
    ...fields,
    deletedStages: [],
    stages: stages.map(({ pipelineId, ...stage }) => ({
      ...stage,
      rules: { forbiddenTargets: [], requiredFields: ['amount'] },
    })),
  };
  expect(await ask(origin, api.pipelines.save, sending(body))).toMatchObject({ kind: 'ok', pipeline: { id } });
  const refused = await call(origin, api.deals.create, sending({ name: 'Bed', stageId: shop.ids.stageId }));
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    error: { code: 'refused', details: { why: 'missing_fields', fields: ['amount'] } },
  });
});

test('S4: a settings dialog that somebody else outran is told so, with the pipeline as it is now', async () => {
  const list = await ask(origin, api.pipelines.list, sending());
  const pipeline = list.find((one) => one.id === shop.ids.pipelineId);
  await ask(origin, api.pipelines.createStage, sending({ name: 'Third' }));
  const { id, stages, ...fields } = pipeline ?? Object(undefined);
  const body = {
    ...fields,
    deletedStages: [],
    stages: stages.map(({ pipelineId, ...stage }: { pipelineId: string }) => stage),
  };
  const answer = await call(origin, api.pipelines.save, sending(body));
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ error: { details: { pipeline: { id, stages: [{}, {}, { name: 'Third' }] } } } });
});

test('D11: the timeline names who did what, newest first, page by page', async () => {
  for (let n = 0; n < 60; n++) await ask(origin, api.deals.change, sending({ name: `Sofa ${n}` }));
  const first = await ask(origin, api.deals.timeline, sending());
  expect(first.entries).toHaveLength(50);
  expect(first.entries[0]).toMatchObject({
    kind: 'deal.changed',
    actor: { kind: 'member', memberId: shop.memberId },
    payload: { changes: { name: { from: 'Sofa 58', to: 'Sofa 59' } } },
  });
  const rest = await ask(origin, api.deals.timeline, { ...sending(), query: { before: first.next ?? '' } });
  const all = [...first.entries, ...rest.entries];
  expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
  expect(all.filter((entry) => entry.kind === 'deal.changed')).toHaveLength(60);
  expect(all.some((entry) => entry.kind === 'deal.created')).toBe(true);
  expect(rest.next).toBeNull();
});

test('S7, D8: the demo goes with one call and leaves its owner an empty project', async () => {
  const demo = await createTenant(stand, `Demo${tenants}`, { demo: true });
  const call_ = { params: demo.ids, headers: demo.owner };
  const { projectId } = await ask(origin, api.projects.removeDemo, call_);
  expect((await call(origin, api.projects.get, call_)).status).toBe(404);
  const me = await ask(origin, api.session.me, { headers: demo.owner });
  expect(me.memberships).toMatchObject([{ projectId, demo: false }]);
  expect(await ask(origin, api.pipelines.list, { params: { projectId }, headers: demo.owner })).toEqual([]);
  const again = await call(origin, api.projects.removeDemo, { params: { projectId }, headers: demo.owner });
  expect(again.status).toBe(404);
});

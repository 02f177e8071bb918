import { beforeAll, describe, expect, test } from 'vitest';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import { runWork } from '../../crm-core/work/run-work.ts';
import { asId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import { ask, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createTenant, type Tenant } from '../testing/tenant.ts';
import { dueRanges } from './due-groups.ts';

const stand = await startStand();
const { origin, clock, core } = stand;
const hour = 3_600_000;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

/** Tasks due so many hours from now, in a project of their own. */
async function due(name: string, hours: (number | null)[], more: Partial<Parameters<typeof createTask>[1]> = {}) {
  const tenant = await createTenant(stand, name);
  await runWork(core, { projectId: tenant.projectId, actor: systemActor('test') }, async (work) => {
    for (const [at, one] of hours.entries()) {
      const dueAt = one === null ? null : new Date(clock.now().getTime() + one * hour);
      await createTask(work, { title: `T${at}`, dueAt, ...more });
    }
  });
  return tenant;
}

const groups = (tenant: Tenant, query: Record<string, string | number> = {}) =>
  ask(origin, api.tasks.groups, { params: tenant.ids, query, headers: tenant.owner });
const list = (tenant: Tenant, query: Record<string, string | number>) =>
  ask(origin, api.tasks.list, { params: tenant.ids, query, headers: tenant.owner });

describe('S13: tasks in groups', () => {
  test('stand by when they are due, soonest first, with counts', async () => {
    // The clock stands at nine in the morning, UTC.
    const tenant = await due('Due', [-30, 2, -1, 26, 24 * 4, 24 * 40, null]);
    const found = await groups(tenant);
    const titles = Object.fromEntries(found.map(({ key, tasks }) => [key, tasks.map(({ title }) => title)]));
    expect(titles).toEqual({
      overdue: ['T0', 'T2'],
      today: ['T1'],
      tomorrow: ['T3'],
      week: ['T4'],
      later: ['T5'],
      none: ['Call', 'T6'],
      done: [],
    });
    expect(found.map(({ count }) => count)).toEqual([2, 1, 1, 1, 1, 2, 0]);
  });

  test('or by assignee, nobody’s last', async () => {
    const tenant = await due('Assignees', [1, 2]);
    const [task] = (await groups(tenant)).flatMap(({ tasks }) => tasks);
    const params = { ...tenant.ids, taskId: task?.id ?? '' };
    await ask(origin, api.tasks.change, { params, body: { assigneeId: tenant.memberId }, headers: tenant.owner });
    const found = await groups(tenant, { by: 'assignee' });
    expect(found.map(({ key, count }) => [key, count])).toContainEqual([tenant.memberId, 1]);
    expect(found.at(-1)).toMatchObject({ key: 'none', count: 2 });
  });

  test('are paged to the end without a gap or a repetition, also where dates are equal or missing', async () => {
    const tenant = await due('Pages', [1, 1, 1, 2, 2, 3, null, null, null]);
    for (const query of [{}, { group: 'today' }, { group: 'none' }]) {
      const all = (await list(tenant, { ...query, limit: 500 })).tasks.map(({ id }) => id);
      const paged: string[] = [];
      let after: string | null | undefined;
      do {
        const page = await list(tenant, { ...query, limit: 2, ...(after && { after }) });
        paged.push(...page.tasks.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(paged).toEqual(all);
      expect(all.length).toBeGreaterThan(2);
    }
  });

  test('done ones come latest first, and the calendar’s range holds open and done alike', async () => {
    const tenant = await due('Done', [1, 2, 30]);
    const found = (await groups(tenant)).flatMap(({ tasks }) => tasks);
    for (const title of ['T1', 'T0']) {
      const taskId = found.find((task) => task.title === title)?.id ?? '';
      const params = { ...tenant.ids, taskId };
      await ask(origin, api.tasks.change, { params, body: { done: true }, headers: tenant.owner });
      clock.advance(60_000);
    }
    expect((await list(tenant, { group: 'done', limit: 1 })).tasks).toMatchObject([{ title: 'T0' }]);
    const from = new Date(clock.now().getTime() - hour).toISOString();
    const to = new Date(clock.now().getTime() + 5 * hour).toISOString();
    expect((await list(tenant, { from, to })).tasks.map(({ title }) => title)).toEqual(['T0', 'T1']);
  });

  test('are filtered by priority, deal and contact, and name what they are about', async () => {
    const more = { dealId: asId<'deal'>(shop.ids.dealId), priority: 'high' as const };
    await runWork(core, { projectId: shop.projectId, actor: systemActor('test') }, (work) =>
      createTask(work, { title: 'Urgent', ...more }),
    );
    const filters = [
      { priority: 'high' },
      { dealId: shop.ids.dealId, priority: 'high' },
      { contactId: shop.ids.contactId, priority: 'high' },
    ];
    for (const query of filters) {
      expect((await list(shop, query)).tasks).toMatchObject([
        { title: 'Urgent', dealName: 'Sofa', contactName: 'Anna Belova' },
      ]);
    }
    expect((await list(shop, { priority: 'low' })).tasks).toEqual([]);
  });

  test('own ones that are overdue or due today are counted', async () => {
    const tenant = await due('Mine', [-2, -1, 1, 50]);
    const mine = () => ask(origin, api.tasks.mine, { params: tenant.ids, headers: tenant.owner });
    expect(await mine()).toEqual({ overdue: 0, today: 0 });
    for (const task of (await groups(tenant)).flatMap(({ tasks }) => tasks)) {
      const params = { ...tenant.ids, taskId: task.id };
      await ask(origin, api.tasks.change, { params, body: { assigneeId: tenant.memberId }, headers: tenant.owner });
    }
    expect(await mine()).toEqual({ overdue: 2, today: 1 });
  });

  test('D30: of deals that one may not see are not shown, counted, or read', async () => {
    const { headers } = await addMember(stand, shop.projectId, { ...builtInRoles.owner, mayNot: ['see_others_deals'] });
    const found = await ask(origin, api.tasks.groups, { params: shop.ids, headers });
    expect(found.reduce((sum, { count, tasks }) => sum + count + tasks.length, 0)).toBe(0);
    expect((await call(origin, api.tasks.get, { params: shop.ids, headers })).status).toBe(404);
  });

  test('a cursor of nobody’s is refused', async () => {
    const answer = await call(origin, api.tasks.list, { params: shop.ids, query: { after: 'x' }, headers: shop.owner });
    expect(answer.status).toBe(400);
  });
});

test('S13: days are those of the project’s time zone, also when the clocks change', () => {
  const ranges = dueRanges(new Date('2026-03-28T20:00:00Z'), 'Europe/Moscow');
  expect(ranges.today).toEqual({ from: new Date('2026-03-28T20:00:00Z'), to: new Date('2026-03-28T21:00:00Z') });
  const london = dueRanges(new Date('2026-03-28T12:00:00Z'), 'Europe/London');
  expect(london.tomorrow).toEqual({ from: new Date('2026-03-29T00:00:00Z'), to: new Date('2026-03-29T23:00:00Z') });
});

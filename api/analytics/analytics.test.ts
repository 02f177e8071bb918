import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../crm-core/work/tables.ts';
import { asId } from '../../kernel/ids.ts';
import { type BreakdownField, dealsOf, type Figure } from '../contract/analytics.ts';
import { api } from '../contract/api.ts';
import { type Condition, type DealFilter, filterText } from '../contract/deal-filter.ts';
import { dealQuery } from '../deals/query/deal-query.ts';
import { ask, call } from '../testing/caller.ts';
import { expectedDeals, sumsOf } from '../testing/plain-query.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createTenant, inProject } from '../testing/tenant.ts';
import { makeWorld, type World } from '../testing/world.ts';

const stand = await startStand();
const { origin } = stand;

let world: World;
beforeAll(async () => {
  world = await makeWorld(stand);
  // Deals of a neighbour, whom no figure may count.
  await createTenant(stand, 'Neighbour');
});

interface Choice {
  from: string;
  to: string;
  pipelineId?: string;
  filter: DealFilter;
}

interface Told {
  what: string;
  figure: Figure;
  conditions: Condition[];
}

describe.each([false, true])('with merged contacts hidden: %s', (hideMerged) => {
  beforeAll(() => hide(hideMerged));

  test('every figure of any choice is that of the list under the filter that it links to', async () => {
    await fc.assert(
      fc.asyncProperty(anyChoice(), async (choice) => {
        for (const { what, figure, conditions } of await allFigures(choice)) {
          const wanted = await plainly(choice, conditions);
          expect({ what, choice, count: figure.count }).toEqual({ what, choice, count: wanted.length });
          const sums = new Map(figure.sums.map(({ currency, amount }) => [currency, amount]));
          expect(sums, `${what} of ${JSON.stringify(choice)}`).toEqual(sumsOf(wanted));
        }
      }),
      { numRuns: 6 },
    );
  });

  test('the list itself counts and sums the same', async () => {
    const choice = { from: '2026-01-01', to: '2026-01-31', pipelineId: world.tenant.ids.pipelineId, filter: {} };
    const figures = await allFigures(choice);
    expect(figures.filter(({ figure }) => figure.count > 0).length).toBeGreaterThan(40);
    for (const { what, figure, conditions } of figures) {
      const filter = filterText({ conditions: [...conditions, ...dealsOf.inPipeline(choice.pipelineId)] });
      const totals = await asking(api.deals.totals, { ...(filter && { filter }) });
      const told = { what, count: figure.count, sums: bySums(figure.sums) };
      expect(told).toEqual({ what, count: totals.count, sums: bySums(totals.sums) });
    }
  });
});

describe('durations', () => {
  const choice = () => ({ from: '2026-01-01', to: '2026-01-31', pipelineId: world.tenant.ids.pipelineId });
  beforeAll(() => hide(false));

  test('the way to a success is the median of those won in the period', async () => {
    const { now } = await asking(api.analytics.summary, choice());
    const won = world.deals.filter((deal) => deal.pipelineId === choice().pipelineId && deal.status === 'won');
    const lengths = won.map((deal) => Number(deal.closedAt) - deal.createdAt.getTime());
    expect(now.cycleMs).toBe(Math.max(0, quantile(0.5, lengths) ?? 0));
  });

  test('time in stage is told of the stays that have ended, by median and third quarter', async () => {
    const { stages } = await asking(api.analytics.funnel, choice());
    expect(stages.map(({ stageId }) => stageId)).toEqual(world.stages.get(choice().pipelineId));
    for (const { stageId, medianMs, p75Ms } of stages) {
      const stays = world.deals.filter(createdWithin(choice())).flatMap((deal) => staysOf(deal, stageId));
      expect(stays.length).toBeGreaterThan(10);
      expect([medianMs, p75Ms]).toEqual([quantile(0.5, stays), quantile(0.75, stays)]);
    }
  });
});

test('the funnel never widens, and what is on its way is all that reached a stage', async () => {
  const { pipelineId } = world.tenant.ids;
  const funnel = await asking(api.analytics.funnel, { from: '2026-01-01', to: '2026-01-31', pipelineId });
  const counts = [funnel.created.count, ...funnel.stages.map(({ reached }) => reached.count), funnel.won.count];
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(funnel.won.count).toBeGreaterThan(0);
});

test('the series is the period in parts, and the period before is told beside', async () => {
  const days = { from: '2026-01-05', to: '2026-01-12' };
  const { step, points } = await asking(api.analytics.series, days);
  expect([step, points.length]).toEqual(['day', 8]);
  const { now, before } = await asking(api.analytics.summary, days);
  const sum = (kind: 'created' | 'won' | 'lost') => points.reduce((all, point) => all + point[kind].count, 0);
  expect([sum('created'), sum('won'), sum('lost')]).toEqual([now.created.count, now.won.count, now.lost.count]);
  expect([before.from, before.to]).toEqual(['2025-12-28', '2026-01-04']);
  const earlier = await asking(api.analytics.summary, { from: before.from, to: before.to });
  expect(earlier.now).toEqual({ created: before.created, won: before.won, lost: before.lost, cycleMs: before.cycleMs });
});

test('D30: whoever sees only his own deals is told only of them', async () => {
  const mayNot = ['see_others_deals'] as const;
  const sections = {
    crm: 'view',
    contacts: 'view',
    inbox: 'view',
    flows: 'none',
    tasks: 'view',
    settings: 'none',
  } as const;
  const permissions = { sections: { ...sections, members: 'none' as const }, mayNot: [...mayNot] };
  const { headers } = await addMember(stand, world.tenant.projectId, permissions);
  const about = {
    params: { projectId: world.tenant.projectId },
    query: { from: '2026-01-01', to: '2026-01-31' },
    headers,
  };
  const { now, open } = await ask(origin, api.analytics.summary, about);
  expect([now.created.count, now.won.count, open.count]).toEqual([0, 0, 0]);
  expect(
    await ask(origin, api.analytics.breakdown, { ...about, query: { ...about.query, by: 'responsible' } }),
  ).toEqual([]);
});

test('a pipeline of another project and a period that is none are refused', async () => {
  const { params, headers } = { params: { projectId: world.tenant.projectId }, headers: world.tenant.owner };
  const days = { from: '2026-01-01', to: '2026-01-31' };
  const foreign = { ...days, pipelineId: 'pip_000000000000' };
  expect((await call(origin, api.analytics.summary, { params, headers, query: foreign })).status).toBe(404);
  const backwards = { from: days.to, to: days.from };
  expect((await call(origin, api.analytics.series, { params, headers, query: backwards })).status).toBe(400);
});

/* What is told. */

async function allFigures(choice: Choice): Promise<Told[]> {
  const { from, to } = choice;
  const query = queryOf(choice);
  const [summary, series] = [await asking(api.analytics.summary, query), await asking(api.analytics.series, query)];
  const { before } = summary;
  return [
    ...flows('now', summary.now, choice),
    ...flows('before', before, before),
    { what: 'open', figure: summary.open, conditions: dealsOf.open() },
    ...series.points.flatMap((point) => flows(`on ${point.from}`, point, point)),
    ...(choice.pipelineId ? await funnelFigures(choice) : []),
    ...(
      await Promise.all((['responsible', 'channel', 'tags'] as const).map((by) => breakdownFigures(choice, by)))
    ).flat(),
    ...(
      await Promise.all(
        (['lost', 'archived'] as const).map(async (status) => {
          const rows = await asking(api.analytics.reasons, { ...query, status });
          return rows.map(({ reason, deals }) => ({
            what: `${status} because ${reason}`,
            figure: deals,
            conditions: [...dealsOf[status](from, to), ...dealsOf.because(reason)],
          }));
        }),
      )
    ).flat(),
  ];
}

function flows(
  what: string,
  figures: { created: Figure; won: Figure; lost: Figure },
  { from, to }: { from: string; to: string },
  more: Condition[] = [],
): Told[] {
  return (['created', 'won', 'lost'] as const).map((kind) => ({
    what: `${kind} ${what}`,
    figure: figures[kind],
    conditions: [...dealsOf[kind](from, to), ...more],
  }));
}

async function funnelFigures(choice: Choice): Promise<Told[]> {
  const { created, stages, won } = await asking(api.analytics.funnel, queryOf(choice));
  const cohort = dealsOf.created(choice.from, choice.to);
  const status: Condition = { field: 'status', op: 'any_of', value: ['won'] };
  return [
    { what: 'cohort', figure: created, conditions: cohort },
    { what: 'cohort won', figure: won, conditions: [...cohort, status] },
    ...stages.flatMap(({ stageId, reached, here, lost }) => [
      { what: `reached ${stageId}`, figure: reached, conditions: [...cohort, ...dealsOf.reached(stageId)] },
      { what: `here ${stageId}`, figure: here, conditions: [...cohort, ...dealsOf.here(stageId)] },
      { what: `lost from ${stageId}`, figure: lost, conditions: [...cohort, ...dealsOf.lostFrom(stageId)] },
    ]),
  ];
}

async function breakdownFigures(choice: Choice, by: BreakdownField): Promise<Told[]> {
  const rows = await asking(api.analytics.breakdown, { ...queryOf(choice), by });
  return rows.flatMap((row) => {
    const own = dealsOf.by(by, row.key);
    const open = { what: `open ${by} ${row.key}`, figure: row.open, conditions: [...dealsOf.open(), ...own] };
    return [...flows(`${by} ${row.key}`, row, choice, own), open];
  });
}

function queryOf({ filter, ...rest }: Choice): Record<string, string> {
  const text = filterText(filter);
  return { ...rest, ...(text && { filter: text }) };
}

const asking: <Op extends Parameters<typeof ask>[1]>(
  operation: Op,
  query: Record<string, string>,
) => Promise<Op['response']['_output']> = (operation, query) =>
  ask(origin, operation, { params: { projectId: world.tenant.projectId }, query, headers: world.tenant.owner });

/* The plain computation. */

async function plainly({ filter, pipelineId }: Choice, conditions: Condition[]) {
  const config = await stand.core.configs.current(world.tenant.projectId);
  const member = config.members.find(({ row }) => row.id === world.tenant.memberId);
  if (!member) throw new Error('the owner is no member');
  const record = { kind: 'member' as const, memberId: member.row.id, name: member.name };
  const caller = {
    projectId: world.tenant.projectId,
    config,
    member,
    actor: { record, permissions: member.role.permissions },
  };
  const all = [...(filter.conditions ?? []), ...(pipelineId ? dealsOf.inPipeline(pipelineId) : []), ...conditions];
  return expectedDeals(world, dealQuery(caller, stand.clock.now(), { filter: { ...filter, conditions: all } }));
}

function createdWithin({ pipelineId }: { pipelineId: string }) {
  return (deal: Row<'deals'>) =>
    deal.pipelineId === pipelineId && deal.createdAt.toISOString() >= '2025-12-31T21:00:00.000Z';
}

function staysOf(deal: Row<'deals'>, stageId: string): number[] {
  const visits = world.visits.get(deal.id) ?? [];
  return visits.flatMap(({ place, at }, index) => {
    const next = visits[index + 1];
    return place === stageId && next ? [next.at - at] : [];
  });
}

/** Between the two that it falls between, as `percentile_cont` does. */
function quantile(part: number, values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? undefined : Math.round(low + (high - low) * (place % 1));
}

function bySums(sums: readonly { currency: string; amount: number }[]) {
  return new Map(sums.map(({ currency, amount }) => [currency, amount]));
}

/* The choices. */

function anyChoice(): fc.Arbitrary<Choice> {
  const day = fc
    .integer({ min: 0, max: 40 })
    .map((n) => new Date(Date.UTC(2025, 11, 15 + n)).toISOString().slice(0, 10));
  const condition = fc.constantFrom<Condition>(
    { field: 'responsible', op: 'any_of', value: ['me'] },
    { field: 'tags', op: 'any_of', value: ['vip'] },
    { field: 'amount', op: 'at_least', value: 30_000 },
    { field: 'channel', op: 'filled' },
    { field: 'contact.name', op: 'contains', value: 'anna' },
  );
  return fc
    .record({
      days: fc.tuple(day, day),
      pipelineId: fc.constantFrom(undefined, world.tenant.ids.pipelineId),
      search: fc.constantFrom('', '', '', 'sofa'),
      conditions: fc.array(condition, { maxLength: 2 }),
    })
    .map(({ days, pipelineId, search, conditions }) => {
      const [from = '', to = ''] = days.toSorted();
      return { from, to, ...(pipelineId && { pipelineId }), filter: { ...(search && { search }), conditions } };
    });
}

async function hide(hideMerged: boolean): Promise<void> {
  await inProject(stand, world.tenant.projectId, async (work) => {
    const { pipelines } = work.config;
    work.pipelines.seed(pipelines.map(({ row }) => row));
    for (const { row } of pipelines) {
      work.pipelines.update(asId<'pipeline'>(row.id), { settings: { ...row.settings, hideMerged } });
    }
    work.touchConfig();
  });
}

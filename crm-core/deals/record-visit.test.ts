import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newDeal, newProject, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { deleteStage } from '../pipelines/delete-stage.ts';
import type { Row } from '../work/tables.ts';
import { acceptDeal } from './accept-deal.ts';
import { archiveDeal } from './archive-deal.ts';
import { deleteDeal } from './delete-deal.ts';
import { loseDeal } from './lose-deal.ts';
import { moveDeal } from './move-deal.ts';
import { restoreDeal } from './restore-deal.ts';
import { winDeal } from './win-deal.ts';

const core = await testCore();

async function visitsOf(deal: Row<'deals'>) {
  const visits = await core.db.orm.query.stageVisits.findMany({
    where: (visits, { eq }) => eq(visits.dealId, deal.id),
    orderBy: (visits, { asc }) => asc(visits.id),
  });
  return visits.map(({ place, enteredAt }) => ({ place, at: enteredAt }));
}

/** A deal that has been everywhere, an hour in each place, and the names of the places in order. */
async function longLife(project: TestProject): Promise<{ deal: Row<'deals'>; places: string[] }> {
  const [first, second, third] = project.stages;
  const deal = await newDeal(project, { unsorted: { kind: 'setting_off' } });
  const { id: dealId } = deal;
  const later = <Outcome extends { kind: string }>(act: Parameters<typeof project.run<Outcome>>[0]) => {
    core.clock.advance(3_600_000);
    return project.run(act).then(succeeded);
  };
  await later((work) => acceptDeal(work, { dealId, stageId: first.id }));
  await later((work) => moveDeal(work, { dealId, stageId: second.id }));
  await later((work) => winDeal(work, { dealId }));
  await later((work) => restoreDeal(work, { dealId }));
  await later((work) => moveDeal(work, { dealId, stageId: third.id }));
  await later((work) => deleteStage(work, { stageId: third.id, targetStageId: first.id }));
  await later((work) => loseDeal(work, { dealId, reason: 'Too dear' }));
  await later((work) => archiveDeal(work, { dealId, reason: 'Old' }));
  const stages = [first.id, second.id, 'won', second.id, third.id, first.id, 'lost', 'archived'];
  return { deal, places: ['unsorted', ...stages] };
}

describe('visits of stages', () => {
  it('D11: each column that a deal enters is noted once, with the moment, in order', async () => {
    const project = await newProject(core);
    const begin = core.clock.now().getTime();
    const { deal, places } = await longLife(project);
    expect(await visitsOf(deal)).toEqual(
      places.map((place, hours) => ({ place, at: new Date(begin + hours * 3_600_000) })),
    );
  });

  it('what changes no column is no visit', async () => {
    const project = await newProject(core);
    const [first] = project.stages;
    const deal = await newDeal(project);
    succeeded(await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: first.id, position: {} })));
    expect(await visitsOf(deal)).toMatchObject([{ place: first.id }]);
  });

  it('go with the deal that is deleted, and only with that one', async () => {
    const project = await newProject(core);
    const [deal, other] = [await newDeal(project), await newDeal(project)];
    await project.run((work) => deleteDeal(work, { dealId: deal.id }));
    expect(await visitsOf(deal)).toEqual([]);
    expect(await visitsOf(other)).toHaveLength(1);
  });

  it('of deals that are older than the table are told by the events', async () => {
    const project = await newProject(core);
    const { deal } = await longLife(project);
    const recorded = await visitsOf(deal);
    await core.db.sql`delete from stage_visits`;
    await core.db.sql.unsafe(backfill());
    expect(await visitsOf(deal)).toEqual(recorded);
  });
});

/** The statement of the migration. */
function backfill(): string {
  const folder = new URL('../../drizzle/migrations/', import.meta.url);
  const file = readdirSync(folder).find((name) => name.endsWith('_stage_visits.sql'));
  const statements = readFileSync(new URL(file ?? '', folder), 'utf8').split('--> statement-breakpoint');
  const found = statements.find((one) => one.includes('INSERT INTO "stage_visits"'));
  if (!found) throw new Error('the migration fills nothing in');
  return found;
}

import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  memberActor,
  newContact,
  newDeal,
  newProject,
  storedDeal,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { moveDeal } from '../deals/move-deal.ts';
import { restoreDeal } from '../deals/restore-deal.ts';
import { winDeal } from '../deals/win-deal.ts';
import { builtInRoles } from '../members/permissions.ts';
import { changeSettings } from '../projects/change-settings.ts';
import { createPipeline } from './create-pipeline.ts';
import { createStage } from './create-stage.ts';
import { deletePipeline } from './delete-pipeline.ts';
import { deleteStage } from './delete-stage.ts';
import { emptyStage } from './empty-stage.ts';
import { stagesInOrder } from './known-pipelines.ts';

const core = await testCore();

const stageNames = (project: TestProject) =>
  project.run(async (work) => stagesInOrder(work, project.pipeline.id).map((stage) => stage.name));

describe('D3: deleting a stage', () => {
  it('takes an empty stage away at once', async () => {
    const project = await newProject(core);
    succeeded(await project.run((work) => deleteStage(work, { stageId: project.stages[1].id })));
    expect(await stageNames(project)).toEqual(['New', 'Paid']);
  });

  it('needs a target while deals are on it or remember it, and takes both along', async () => {
    const project = await newProject(core);
    const [first, , third] = project.stages;
    const open = await newDeal(project);
    const won = await newDeal(project);
    await project.run((work) => winDeal(work, { dealId: won.id }));
    expect(await project.run((work) => deleteStage(work, { stageId: first.id }))).toMatchObject({
      kind: 'refused',
      why: 'needs_target',
      deals: 2,
    });
    expect(await stageNames(project)).toContain('New');
    succeeded(await project.run((work) => deleteStage(work, { stageId: first.id, targetStageId: third.id })));
    expect(await stageNames(project)).toEqual(['In progress', 'Paid']);
    expect(await storedDeal(core, open.id)).toMatchObject({ stageId: third.id, status: 'open' });
    succeeded(await project.run((work) => restoreDeal(work, { dealId: won.id })));
    expect(await storedDeal(core, won.id)).toMatchObject({ stageId: third.id, status: 'open' });
    expect((await eventsOf(core, { dealId: open.id })).at(-1)).toMatchObject({
      kind: 'deal.changed',
      payload: { change: 'stage_deleted', from: { stageName: 'New' }, to: { stageName: 'Paid' } },
    });
  });

  it('removes the stage from the rules of the others', async () => {
    const project = await newProject(core);
    const rules = { forbiddenTargets: [project.stages[0].id, 'lost'], requiredFields: [] };
    const guarded = await project.run((work) =>
      createStage(work, { pipelineId: project.pipeline.id, name: 'Guarded', rules }),
    );
    succeeded(await project.run((work) => deleteStage(work, { stageId: project.stages[0].id })));
    const stages = await project.run(async (work) => stagesInOrder(work, project.pipeline.id));
    expect(stages.find((stage) => stage.id === guarded.id)?.rules.forbiddenTargets).toEqual(['lost']);
  });

  it('S17: is denied by the switch "May not delete pipeline stages"', async () => {
    const project = await newProject(core);
    const operator = memberActor(project.owner, 'Op', builtInRoles.operator);
    const deleted = project.run((work) => deleteStage(work, { stageId: project.stages[1].id }), operator);
    await expect(deleted).rejects.toMatchObject({ code: 'forbidden' });
    expect(await stageNames(project)).toContain('In progress');
  });

  it('loses no deal that arrives at the same moment', async () => {
    const project = await newProject(core);
    const [first, second, third] = project.stages;
    const deal = await newDeal(project);
    let runs = 0;
    const outcome = await project.run(async (work) => {
      runs += 1;
      const deleted = await deleteStage(work, { stageId: second.id });
      if (runs === 1) await project.run((other) => moveDeal(other, { dealId: deal.id, stageId: second.id }));
      return deleted;
    });
    expect(outcome).toMatchObject({ kind: 'refused', why: 'needs_target', deals: 1 });
    expect(await storedDeal(core, deal.id)).toMatchObject({ stageId: second.id });
    let moves = 0;
    const moved = project.run(async (work) => {
      moves += 1;
      const outcome = await moveDeal(work, { dealId: deal.id, stageId: third.id });
      if (moves === 1) await project.run((other) => deleteStage(other, { stageId: third.id, targetStageId: first.id }));
      return outcome;
    });
    await expect(moved).rejects.toMatchObject({ code: 'not_found' });
    expect(await storedDeal(core, deal.id)).toMatchObject({ stageId: second.id });
  });

  it('empties an overfull stage in bounded steps', async () => {
    const project = await newProject(core);
    const [first, second] = project.stages;
    for (let i = 0; i < 5; i++) await newDeal(project);
    let commits = 0;
    const counting = { ...core, committed: () => void commits++ };
    const who = { projectId: project.id, actor: project.actor };
    await emptyStage(counting, who, { stageId: first.id, targetStageId: second.id, batch: 2 });
    expect(commits).toBe(3);
    succeeded(await project.run((work) => deleteStage(work, { stageId: first.id })));
    const [row] = await core.db.sql`select count(*)::int as n from deals where stage_id = ${second.id}`;
    expect(row?.n).toBe(5);
  });
});

describe('D3: deleting a pipeline', () => {
  it('needs a target while it holds open or closed deals, and orphans none', async () => {
    const project = await newProject(core);
    const other = await project.run(async (work) => {
      const pipeline = await createPipeline(work, { name: 'Other', currency: 'EUR' });
      return createStage(work, { pipelineId: pipeline.id, name: 'Start' });
    });
    const contact = await newContact(project);
    const open = await newDeal(project, { contactId: contact.id });
    const won = await newDeal(project);
    await project.run((work) => winDeal(work, { dealId: won.id }));
    const pipelineId = project.pipeline.id;
    expect(await project.run((work) => deletePipeline(work, { pipelineId }))).toMatchObject({
      why: 'needs_target',
      deals: 2,
    });
    const itself = project.run((work) => deletePipeline(work, { pipelineId, targetStageId: project.stages[0].id }));
    await expect(itself).rejects.toMatchObject({ code: 'bad_input' });
    succeeded(await project.run((work) => deletePipeline(work, { pipelineId, targetStageId: other.id })));
    for (const deal of [open, won]) {
      expect(await storedDeal(core, deal.id)).toMatchObject({ pipelineId: other.pipelineId, stageId: other.id });
    }
    const config = await core.configs.current(project.id);
    expect(config.pipelines.map((one) => one.row.name)).toEqual(['Other']);
  });

  it('sends the leads that went to it to the first pipeline from now on', async () => {
    const project = await newProject(core);
    const intake = { acceptOnFirstStage: true, pipelineId: project.pipeline.id };
    await project.run((work) => changeSettings(work, { settings: { intake } }));
    succeeded(await project.run((work) => deletePipeline(work, { pipelineId: project.pipeline.id })));
    const { settings } = (await core.configs.current(project.id)).project;
    expect(settings.intake).toEqual({ acceptOnFirstStage: true, pipelineId: null });
  });
});

import { describe, expect, it } from 'vitest';
import { memberActor, newProject, testCore } from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { createPipeline } from './create-pipeline.ts';
import { createStage } from './create-stage.ts';
import { pipelinesInOrder, stagesInOrder } from './known-pipelines.ts';
import { renamePipeline } from './rename-pipeline.ts';
import { reorderPipelines } from './reorder-pipelines.ts';

const core = await testCore();

describe('pipelines', () => {
  it('S1: there may be any number, in an order that can be changed', async () => {
    const project = await newProject(core);
    const made = [project.pipeline];
    for (const name of ['Repairs', 'Wholesale']) {
      made.push(await project.run((work) => createPipeline(work, { name, currency: 'EUR' })));
    }
    const names = () => project.run(async (work) => pipelinesInOrder(work).map((pipeline) => pipeline.name));
    expect(await names()).toEqual(['Sales', 'Repairs', 'Wholesale']);
    const pipelineIds = made.map((pipeline) => pipeline.id).reverse();
    await project.run((work) => reorderPipelines(work, { pipelineIds }));
    expect(await names()).toEqual(['Wholesale', 'Repairs', 'Sales']);
    const some = project.run((work) => reorderPipelines(work, { pipelineIds: pipelineIds.slice(1) }));
    await expect(some).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('S2: a new one has a name, a currency and no stages', async () => {
    const project = await newProject(core);
    const pipeline = await project.run((work) => createPipeline(work, { name: ' Repairs ', currency: 'EUR' }));
    expect(pipeline).toMatchObject({ name: 'Repairs', currency: 'EUR' });
    expect(await project.run(async (work) => stagesInOrder(work, pipeline.id))).toEqual([]);
    for (const input of [
      { name: '  ', currency: 'EUR' },
      { name: 'Repairs', currency: 'euro' },
    ]) {
      await expect(project.run((work) => createPipeline(work, input))).rejects.toMatchObject({ code: 'bad_input' });
    }
  });

  it('S3: a new stage stands at the end, in a colour of its own', async () => {
    const project = await newProject(core);
    const stage = await project.run((work) =>
      createStage(work, { pipelineId: project.pipeline.id, name: 'Delivered' }),
    );
    const stages = await project.run(async (work) => stagesInOrder(work, project.pipeline.id));
    expect(stages.map((one) => one.name)).toEqual(['New', 'In progress', 'Paid', 'Delivered']);
    expect(new Set(stages.map((one) => one.color)).size).toBe(4);
    expect(stages.at(-1)).toEqual(stage);
  });

  it('refuses rules that name a stage which is not there or a field that nobody can fill', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    for (const rules of [
      { forbiddenTargets: [stranger.stages[0].id], requiredFields: [] },
      { forbiddenTargets: [], requiredFields: ['budget'] },
    ]) {
      const made = project.run((work) => createStage(work, { pipelineId: project.pipeline.id, name: 'X', rules }));
      await expect(made).rejects.toMatchObject({ code: 'bad_input' });
    }
  });

  it('are renamed by name alone', async () => {
    const project = await newProject(core);
    await project.run((work) => renamePipeline(work, { pipelineId: project.pipeline.id, name: 'Shop' }));
    expect((await core.configs.current(project.id)).pipelines[0]?.row.name).toBe('Shop');
  });

  it('S17: are made only by those who may edit the CRM, and never in another project', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const { operator } = builtInRoles;
    const viewer = memberActor(project.owner, 'V', { ...operator, sections: { ...operator.sections, crm: 'view' } });
    const made = project.run((work) => createPipeline(work, { name: 'X', currency: 'EUR' }), viewer);
    await expect(made).rejects.toMatchObject({ code: 'forbidden' });
    const abroad = project.run((work) => createStage(work, { pipelineId: stranger.pipeline.id, name: 'X' }));
    await expect(abroad).rejects.toMatchObject({ code: 'not_found' });
  });
});

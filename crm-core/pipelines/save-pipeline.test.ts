import { describe, expect, it } from 'vitest';
import { newDeal, newProject, storedDeal, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { changeDeal } from '../deals/change-deal.ts';
import { winDeal } from '../deals/win-deal.ts';
import { createStage } from './create-stage.ts';
import { stagesInOrder } from './known-pipelines.ts';
import { defaultPipelineSettings, noRules } from './pipeline-defaults.ts';
import { type SavePipeline, savePipeline } from './save-pipeline.ts';

const core = await testCore();

/** The dialog as it opens. */
function dialog(project: TestProject): SavePipeline {
  const { id, name, currency, settings } = project.pipeline;
  const stages = project.stages.map(({ id, name, color, rules }) => ({ id, name, color, rules }));
  return { id, name, currency, settings, stages };
}

const save = (project: TestProject, change: Partial<SavePipeline>) =>
  project.run((work) => savePipeline(work, { ...dialog(project), ...change }));

const stored = (project: TestProject) =>
  project.run(async (work) => stagesInOrder(work, project.pipeline.id).map(({ name, color }) => `${name} ${color}`));

describe('S4: saving the settings of a pipeline', () => {
  it('renames, adds, colours, reorders and deletes stages, and sets what cards show, in one go', async () => {
    const project = await newProject(core);
    const [first, second, third] = project.stages;
    const deal = await newDeal(project, { stageId: second.id });
    const settings = {
      ...defaultPipelineSettings,
      cardVariables: ['size'],
      // S6
      systemStages: { unsorted: false, won: true, lost: false, archived: true },
    };
    const saved = succeeded(
      await save(project, {
        name: 'Shop',
        settings,
        stages: [
          { id: third.id, name: 'Paid', color: 'green', rules: noRules },
          { name: 'Packed', color: 'gray', rules: { forbiddenTargets: ['lost'], requiredFields: ['amount'] } },
          { id: first.id, name: 'Fresh', color: 'pink', rules: noRules },
        ],
        deletedStages: [{ id: second.id, targetStageId: first.id }],
      }),
    );
    expect(saved.pipeline).toMatchObject({ name: 'Shop', settings });
    expect(await stored(project)).toEqual(['Paid green', 'Packed gray', 'Fresh pink']);
    expect(saved.stages.map((stage) => stage.name)).toEqual(['Paid', 'Packed', 'Fresh']);
    expect(await storedDeal(core, deal.id)).toMatchObject({ stageId: first.id });
    expect((await core.configs.current(project.id)).pipelines[0]?.row).toMatchObject({ name: 'Shop', settings });
  });

  it('changes nothing at all when one deletion is refused', async () => {
    const project = await newProject(core);
    const [first, second, third] = project.stages;
    await newDeal(project, { stageId: third.id });
    const outcome = await save(project, {
      name: 'Shop',
      stages: [{ id: first.id, name: 'Fresh', color: 'pink', rules: noRules }],
      deletedStages: [
        { id: second.id, targetStageId: null },
        { id: third.id, targetStageId: null },
      ],
    });
    expect(outcome).toMatchObject({ kind: 'refused', why: 'needs_target', stageId: third.id, deals: 1 });
    expect((await core.configs.current(project.id)).pipelines[0]?.row.name).toBe('Sales');
    expect(await stored(project)).toHaveLength(3);
  });

  it('refuses a dialog that was opened before a colleague changed the pipeline', async () => {
    const project = await newProject(core);
    await project.run((work) => createStage(work, { pipelineId: project.pipeline.id, name: 'Late' }));
    expect(await save(project, { name: 'Shop' })).toMatchObject({ kind: 'refused', why: 'changed' });
    const stages = await project.run(async (work) => stagesInOrder(work, project.pipeline.id));
    const version = { expectedVersion: project.pipeline.version };
    expect(await save(project, { ...version, stages })).toMatchObject({ why: 'changed' });
    succeeded(await save(project, { stages }));
  });

  it('refuses stages that are another pipeline’s, named twice, or take deals while going away', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const [first, second, third] = dialog(project).stages;
    if (!first?.id || !second?.id || !third?.id) throw new Error('unreachable');
    const { stages } = dialog(stranger);
    expect(await save(project, { stages })).toMatchObject({ why: 'changed' });
    await expect(save(project, { stages: [first, first, second, third] })).rejects.toThrow('twice');
    const deletedStages = [
      { id: second.id, targetStageId: third.id },
      { id: third.id, targetStageId: null },
    ];
    await expect(save(project, { stages: [first], deletedStages })).rejects.toThrow('goes away');
  });
});

describe('D6: a new currency', () => {
  it('is refused while open deals have amounts, unless confirmed, and converts none', async () => {
    const project = await newProject(core);
    const valued = await newDeal(project, { amount: 100_00 });
    const plain = await newDeal(project);
    expect(await save(project, { currency: 'EUR' })).toMatchObject({ why: 'currency_in_use', deals: 1 });
    succeeded(await save(project, { currency: 'EUR', confirmCurrency: true }));
    expect(await storedDeal(core, valued.id)).toMatchObject({ amount: 100_00, currency: 'RUB' });
    succeeded(await project.run((work) => changeDeal(work, { dealId: plain.id, patch: { amount: 50_00 } })));
    expect(await storedDeal(core, plain.id)).toMatchObject({ amount: 50_00, currency: 'EUR' });
    expect(await storedDeal(core, (await newDeal(project)).id)).toMatchObject({ currency: 'EUR' });
  });

  it('needs no word when only closed deals have amounts', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { amount: 100_00 });
    await project.run((work) => winDeal(work, { dealId: deal.id }));
    succeeded(await save(project, { currency: 'EUR' }));
  });
});

import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  flowActor,
  memberActor,
  newDeal,
  newProject,
  storedDeal,
  succeeded,
  testCore,
} from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { createStage } from '../pipelines/create-stage.ts';
import { acceptAll } from './accept-all.ts';
import { acceptDeal } from './accept-deal.ts';
import { moveDeal } from './move-deal.ts';
import { unacceptDeal } from './unaccept-deal.ts';
import { winDeal } from './win-deal.ts';

const core = await testCore();
const unsorted = { kind: 'setting_off' } as const;

describe('D7: accepting a deal out of Unsorted', () => {
  it('puts it on a stage and tells how long and why it waited, for members and for flows', async () => {
    const project = await newProject(core);
    const stage = project.stages[1];
    for (const actor of [project.actor, flowActor()]) {
      const deal = await newDeal(project, { unsorted });
      core.clock.advance(60_000);
      succeeded(await project.run((work) => acceptDeal(work, { dealId: deal.id, stageId: stage.id }), actor));
      expect(await storedDeal(core, deal.id)).toMatchObject({
        stageId: stage.id,
        pipelineId: stage.pipelineId,
        unsorted: null,
        stageEnteredAt: core.clock.now(),
      });
      expect((await eventsOf(core, { dealId: deal.id })).at(-1)).toMatchObject({
        kind: 'deal.accepted',
        payload: { to: { stageName: 'In progress' }, inStageMs: 60_000, unsorted },
      });
    }
  });

  it('is taken back: the deal waits again for the reason it waited before, unless it went on meanwhile', async () => {
    const project = await newProject(core);
    const [first, second] = project.stages;
    const deal = await newDeal(project, { unsorted });
    const accept = () => project.run((work) => acceptDeal(work, { dealId: deal.id, stageId: first.id }));
    const unaccept = () => project.run((work) => unacceptDeal(work, { dealId: deal.id }));
    await accept();
    core.clock.advance(60_000);
    succeeded(await unaccept());
    expect(await storedDeal(core, deal.id)).toMatchObject({
      stageId: null,
      pipelineId: null,
      unsorted,
      stageEnteredAt: core.clock.now(),
    });
    expect((await eventsOf(core, { dealId: deal.id })).at(-1)).toMatchObject({
      kind: 'deal.unaccepted',
      payload: { from: { stageId: first.id }, to: { stageId: null }, inStageMs: 60_000 },
    });
    succeeded(await unaccept());
    expect(await eventsOf(core, { dealId: deal.id })).toHaveLength(3);

    await accept();
    await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: second.id }));
    expect(await unaccept()).toMatchObject({ kind: 'refused', why: 'moved' });
    await project.run((work) => winDeal(work, { dealId: deal.id }));
    expect(await unaccept()).toMatchObject({ kind: 'refused', why: 'closed' });
  });

  it('changes nothing when it is pressed twice, and refuses to be a move', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { unsorted });
    const accept = (stageId: (typeof project.stages)[0]['id']) =>
      project.run((work) => acceptDeal(work, { dealId: deal.id, stageId }));
    const { deal: accepted } = succeeded(await accept(project.stages[0].id));
    expect(succeeded(await accept(project.stages[0].id)).deal.version).toBe(accepted.version + 1);
    expect(await eventsOf(core, { dealId: deal.id })).toHaveLength(2);
    expect(await accept(project.stages[1].id)).toMatchObject({ kind: 'refused', why: 'not_unsorted' });
  });

  it('D4: asks for what the stage requires', async () => {
    const project = await newProject(core);
    const rules = { forbiddenTargets: [], requiredFields: ['amount'] };
    const strict = await project.run((work) =>
      createStage(work, { pipelineId: project.pipeline.id, name: 'Strict', rules }),
    );
    const deal = await newDeal(project, { unsorted });
    const outcome = await project.run((work) => acceptDeal(work, { dealId: deal.id, stageId: strict.id }));
    expect(outcome).toMatchObject({ why: 'missing_fields', fields: ['amount'] });
    expect(await storedDeal(core, deal.id)).toEqual(deal);
  });
});

describe('D8: "accept all N"', () => {
  it('accepts the project’s unsorted deals, the newest on top, and says which ones the stage refuses', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const foreign = await newDeal(stranger, { unsorted });
    const rules = { forbiddenTargets: [], requiredFields: ['amount'] };
    const strict = await project.run((work) =>
      createStage(work, { pipelineId: project.pipeline.id, name: 'Strict', rules }),
    );
    const older = await newDeal(project, { unsorted, amount: 1 });
    const poor = await newDeal(project, { unsorted });
    const newer = await newDeal(project, { unsorted, amount: 1 });
    const outcome = await project.run((work) => acceptAll(work, { stageId: strict.id }));
    expect(outcome).toMatchObject({
      accepted: [older.id, newer.id],
      refused: [{ dealId: poor.id, refusal: { why: 'missing_fields' } }],
      more: false,
    });
    const ranks = [await storedDeal(core, newer.id), await storedDeal(core, older.id)].map((deal) => deal?.rank ?? '');
    expect([...ranks].sort()).toEqual(ranks);
    expect(await storedDeal(core, foreign.id)).toEqual(foreign);
  });

  it('takes only the ones named, and of those only what the member may see', async () => {
    const project = await newProject(core);
    const own = await newDeal(project, { unsorted, responsibleId: project.owner.id });
    const others = await newDeal(project, { unsorted, responsibleId: null });
    const rest = await newDeal(project, { unsorted, responsibleId: project.owner.id });
    const shy = memberActor(project.owner, 'Shy', { ...builtInRoles.operator, mayNot: ['see_others_deals'] });
    const ids = [own.id, others.id];
    const outcome = await project.run((work) => acceptAll(work, { stageId: project.stages[0].id, ids }), shy);
    expect(outcome.accepted).toEqual([own.id]);
    for (const deal of [others, rest]) expect(await storedDeal(core, deal.id)).toEqual(deal);
  });
});

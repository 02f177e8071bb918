import { describe, expect, it } from 'vitest';
import { AppError } from '../../kernel/errors.ts';
import {
  eventsOf,
  flowActor,
  memberActor,
  newContact,
  newDeal,
  newProject,
  storedDeal,
  succeeded,
  testCore,
} from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { createPipeline } from '../pipelines/create-pipeline.ts';
import { createStage } from '../pipelines/create-stage.ts';
import type { Row } from '../work/tables.ts';
import { loseDeal } from './lose-deal.ts';
import { moveDeal } from './move-deal.ts';
import type { CardPosition } from './rank-at.ts';

const core = await testCore({ connections: 16 });

describe('moveDeal', () => {
  it('puts the deal on top of the stage and tells from where, to where and after how long', async () => {
    const project = await newProject(core);
    const [first, second] = project.stages;
    const deal = await newDeal(project);
    core.clock.advance(90_000);
    const { deal: moved } = succeeded(
      await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: second.id })),
    );
    expect(moved).toMatchObject({
      stageId: second.id,
      pipelineId: project.pipeline.id,
      stageEnteredAt: core.clock.now(),
    });
    expect(await storedDeal(core, deal.id)).toEqual({ ...moved, version: deal.version + 1 });
    const [, event] = await eventsOf(core, { dealId: deal.id });
    expect(event).toMatchObject({
      kind: 'deal.moved',
      payload: {
        from: { stageId: first.id, stageName: 'New', pipelineName: 'Sales' },
        to: { stageId: second.id, stageName: 'In progress' },
        inStageMs: 90_000,
      },
    });
  });

  it('S10: refuses to take a deal out of Unsorted, by whomever', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { unsorted: { kind: 'setting_off' } });
    for (const actor of [project.actor, flowActor()]) {
      const outcome = await project.run(
        (work) => moveDeal(work, { dealId: deal.id, stageId: project.stages[0].id }),
        actor,
      );
      expect(outcome).toMatchObject({ kind: 'refused', why: 'unsorted' });
    }
    expect(await storedDeal(core, deal.id)).toEqual(deal);
  });

  it('refuses to move a closed deal', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    await project.run((work) => loseDeal(work, { dealId: deal.id, reason: 'No money' }));
    const outcome = await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: project.stages[1].id }));
    expect(outcome).toMatchObject({ kind: 'refused', why: 'closed' });
  });

  it('takes the currency of the new pipeline only while the deal has no amount (D6)', async () => {
    const project = await newProject(core);
    const abroad = await project.run(async (work) => {
      const pipeline = await createPipeline(work, { name: 'Abroad', currency: 'USD' });
      return createStage(work, { pipelineId: pipeline.id, name: 'New' });
    });
    const plain = await newDeal(project);
    const valued = await newDeal(project, { amount: 500_00 });
    for (const deal of [plain, valued]) {
      succeeded(await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: abroad.id })));
    }
    expect((await storedDeal(core, plain.id))?.currency).toBe('USD');
    expect((await storedDeal(core, valued.id))?.currency).toBe('RUB');
  });

  it('does not know deals and stages of another project', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const deal = await newDeal(project);
    const foreign = await newDeal(stranger);
    const moves = [
      { dealId: foreign.id, stageId: project.stages[1].id },
      { dealId: deal.id, stageId: stranger.stages[1].id },
    ];
    for (const move of moves) {
      await expect(project.run((work) => moveDeal(work, move))).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await storedDeal(core, foreign.id)).toEqual(foreign);
    expect(await storedDeal(core, deal.id)).toEqual(deal);
  });

  it('D30: shows a member who sees only his own deals no other, and lets nobody without the right move any', async () => {
    const project = await newProject(core);
    const operator = builtInRoles.operator;
    const own = await newDeal(project, { responsibleId: project.owner.id });
    const other = await newDeal(project, { responsibleId: null });
    const shy = memberActor(project.owner, 'Shy', { ...operator, mayNot: ['see_others_deals'] });
    const viewer = memberActor(project.owner, 'Viewer', {
      ...operator,
      sections: { ...operator.sections, crm: 'view' },
    });
    const move = (dealId: typeof own.id) => ({ dealId, stageId: project.stages[1].id });
    succeeded(await project.run((work) => moveDeal(work, move(own.id)), shy));
    await expect(project.run((work) => moveDeal(work, move(other.id)), shy)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(project.run((work) => moveDeal(work, move(own.id)), viewer)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('D4: rules of a stage', () => {
  async function projectWithRules() {
    const project = await newProject(core);
    const guarded = await project.run((work) =>
      createStage(work, {
        pipelineId: project.pipeline.id,
        name: 'Guarded',
        rules: {
          forbiddenTargets: [project.stages[0].id, 'lost'],
          requiredFields: ['amount', 'contact.phone', 'deal.size'],
        },
      }),
    );
    return { project, guarded };
  }

  it('name what is missing to enter, and let in whoever has it', async () => {
    const { project, guarded } = await projectWithRules();
    const contact = await newContact(project, { phone: '+79991234567' });
    const empty = await newDeal(project);
    const filled = await newDeal(project, { amount: 100, contactId: contact.id, variables: { size: 'XL' } });
    expect(await project.run((work) => moveDeal(work, { dealId: empty.id, stageId: guarded.id }))).toMatchObject({
      kind: 'refused',
      why: 'missing_fields',
      fields: ['amount', 'contact.phone', 'deal.size'],
    });
    succeeded(await project.run((work) => moveDeal(work, { dealId: filled.id, stageId: guarded.id })));
  });

  it('bind a flow to the required fields, but not to forbidden targets', async () => {
    const { project, guarded } = await projectWithRules();
    const deal = await newDeal(project);
    const enter = { dealId: deal.id, stageId: guarded.id };
    expect(await project.run((work) => moveDeal(work, enter), flowActor())).toMatchObject({ why: 'missing_fields' });
    succeeded(await project.run((work) => moveDeal(work, { ...enter, override: { reason: 'a regular' } })));
    const leave = { dealId: deal.id, stageId: project.stages[0].id };
    expect(await project.run((work) => moveDeal(work, leave))).toMatchObject({ why: 'forbidden_target' });
    expect(await project.run((work) => loseDeal(work, { dealId: deal.id, reason: 'x' }))).toMatchObject({
      why: 'forbidden_target',
    });
    succeeded(await project.run((work) => moveDeal(work, leave), flowActor()));
  });

  it('are overridden only with the right and a reason, which the timeline keeps', async () => {
    const { project, guarded } = await projectWithRules();
    const deal = await newDeal(project);
    const move = { dealId: deal.id, stageId: guarded.id, override: { reason: 'Promised on the phone' } };
    const editor = memberActor(project.owner, 'Ed', builtInRoles.editor);
    await expect(project.run((work) => moveDeal(work, move), editor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(project.run((work) => moveDeal(work, { ...move, override: { reason: ' ' } }))).rejects.toMatchObject({
      code: 'bad_input',
    });
    succeeded(await project.run((work) => moveDeal(work, move)));
    const events = await eventsOf(core, { dealId: deal.id });
    expect(events.at(-1)?.payload.overridden).toEqual({
      rule: 'missing_fields',
      fields: ['amount', 'contact.phone', 'deal.size'],
      reason: 'Promised on the phone',
    });
  });
});

describe('the order of cards', () => {
  it('puts a card between the two it was dropped between, and next to the one left when the board was behind', async () => {
    const project = await newProject(core);
    const stage = project.stages[0];
    const c = await newDeal(project, { name: 'c' });
    const b = await newDeal(project, { name: 'b' });
    const a = await newDeal(project, { name: 'a' });
    const moving = await newDeal(project, { name: 'm', stageId: project.stages[1].id });
    const column = async () => {
      const rows = await core.db.sql`select name from deals where stage_id = ${stage.id} order by rank, id`;
      return rows.map((row) => row.name).join('');
    };
    expect(await column()).toBe('abc');
    const drop = async (position: object) =>
      succeeded(await project.run((work) => moveDeal(work, { dealId: moving.id, stageId: stage.id, position })));
    await drop({ afterId: a.id, beforeId: b.id });
    expect(await column()).toBe('ambc');
    await drop({ beforeId: a.id });
    expect(await column()).toBe('mabc');
    await drop({ beforeId: c.id });
    expect(await column()).toBe('abmc');
    await drop({ afterId: a.id });
    expect(await column()).toBe('ambc');
    await drop({ afterId: b.id });
    expect(await column()).toBe('abmc');
    await drop({ afterId: c.id });
    expect(await column()).toBe('abcm');
    await project.run((work) => moveDeal(work, { dealId: a.id, stageId: project.stages[2].id }));
    await drop({ afterId: a.id, beforeId: c.id });
    expect(await column()).toBe('bmc');
    await drop({ afterId: a.id });
    expect(await column()).toBe('mbc');
  });

  it('puts a card right beside the one neighbour that is named, anywhere in a column', async () => {
    const project = await newProject(core);
    const stageId = project.stages[0].id;
    const cards: Row<'deals'>[] = [];
    for (let i = 0; i < 9; i++) cards.unshift(await newDeal(project));
    const moving = await newDeal(project, { stageId: project.stages[1].id });
    const place = async (position: CardPosition) => {
      succeeded(await project.run((work) => moveDeal(work, { dealId: moving.id, stageId, position })));
      const rows = await core.db.sql`select id from deals where stage_id = ${stageId} order by rank, id`;
      return rows.findIndex((row) => row.id === moving.id);
    };
    for (const [index, card] of cards.entries()) {
      expect(await place({ beforeId: card.id })).toBe(index);
      expect(await place({ afterId: card.id })).toBe(index + 1);
    }
  });

  it('is no move for the timeline when the stage stays', async () => {
    const project = await newProject(core);
    const other = await newDeal(project);
    const deal = await newDeal(project);
    const { deal: same } = succeeded(
      await project.run((work) =>
        moveDeal(work, { dealId: deal.id, stageId: project.stages[0].id, position: { afterId: other.id } }),
      ),
    );
    expect(same.stageEnteredAt).toEqual(deal.stageEnteredAt);
    expect((await eventsOf(core, { dealId: deal.id })).map((event) => event.kind)).toEqual([
      'deal.created',
      'deal.changed',
    ]);
  });
});

describe('D14: two people dragging one card', () => {
  it('lets one win and runs the other again on what the first has done', async () => {
    const project = await newProject(core);
    const [first, second, third] = project.stages;
    const deal = await newDeal(project);
    let runs = 0;
    await project.run(async (work) => {
      runs += 1;
      const outcome = await moveDeal(work, { dealId: deal.id, stageId: third.id });
      if (runs === 1) await project.run((other) => moveDeal(other, { dealId: deal.id, stageId: second.id }));
      return outcome;
    });
    expect(runs).toBe(2);
    const moves = (await eventsOf(core, { dealId: deal.id })).slice(1).map((event) => event.payload);
    expect(moves).toMatchObject([
      { from: { stageId: first.id }, to: { stageId: second.id } },
      { from: { stageId: second.id }, to: { stageId: third.id } },
    ]);
  });

  it('tells who holds a card that somebody has put elsewhere, and moves it when he insists', async () => {
    const project = await newProject(core);
    const [first, second, third] = project.stages;
    const deal = await newDeal(project);
    const drag = { dealId: deal.id, stageId: third.id };
    await project.run((work) => moveDeal(work, { dealId: deal.id, stageId: second.id, fromStageId: first.id }));
    expect(await project.run((work) => moveDeal(work, { ...drag, fromStageId: first.id }))).toMatchObject({
      kind: 'refused',
      why: 'moved',
    });
    expect((await storedDeal(core, deal.id))?.stageId).toBe(second.id);
    // Both meant the same: nothing to quarrel about.
    succeeded(await project.run((work) => moveDeal(work, { ...drag, stageId: second.id, fromStageId: first.id })));
    succeeded(await project.run((work) => moveDeal(work, drag)));
    expect((await storedDeal(core, deal.id))?.stageId).toBe(third.id);
  });

  it('loses no update of 16 writers with 20 drags each', async () => {
    const project = await newProject(core);
    const cards = await Promise.all([1, 2, 3].map(() => newDeal(project)));
    let moved = 0;
    const writer = async (number: number) => {
      for (let drag = 0; drag < 20; drag++) {
        const card = cards[(number + drag) % cards.length];
        const stage = project.stages[(number * 7 + drag) % 3];
        if (!card || !stage) throw new Error('unreachable');
        try {
          const before = succeeded(
            await project.run((work) => moveDeal(work, { dealId: card.id, stageId: stage.id, position: {} })),
          );
          if (before.deal) moved += 1;
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'conflict')) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)));
    const stored = await Promise.all(cards.map((card) => storedDeal(core, card.id)));
    const versions = stored.reduce((sum, card) => sum + (card?.version ?? 0) - 1, 0);
    expect(versions).toBe(moved);
    expect(moved).toBeGreaterThan(16);
    for (const card of stored) {
      const chain = (await eventsOf(core, { dealId: card?.id ?? '' })).filter((event) => event.kind === 'deal.moved');
      const from = chain.map((event) => (event.payload.from as { stageId: string }).stageId);
      const to = chain.map((event) => (event.payload.to as { stageId: string }).stageId);
      expect(from.slice(1)).toEqual(to.slice(0, -1));
      if (to.length > 0) expect(to.at(-1)).toBe(card?.stageId);
    }
  });
});

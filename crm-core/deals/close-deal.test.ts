import { describe, expect, it } from 'vitest';
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
import { addNote } from '../tasks/add-note.ts';
import { createTask } from '../tasks/create-task.ts';
import { archiveDeal } from './archive-deal.ts';
import { deleteDeal } from './delete-deal.ts';
import { loseDeal } from './lose-deal.ts';
import { restoreDeal } from './restore-deal.ts';
import { winDeal } from './win-deal.ts';

const core = await testCore();
const unsorted = { kind: 'setting_off' } as const;

describe('closing a deal', () => {
  it.each([
    ['won', winDeal],
    ['lost', loseDeal],
    ['archived', archiveDeal],
  ] as const)('D1: as %s keeps its pipeline and stage, and restoring puts it back there', async (status, close) => {
    const project = await newProject(core);
    const [, stage] = project.stages;
    const deal = await newDeal(project, { stageId: stage.id, amount: 700 });
    core.clock.advance(5_000);
    succeeded(await project.run((work) => close(work, { dealId: deal.id, reason: 'So it is' })));
    expect(await storedDeal(core, deal.id)).toMatchObject({
      status,
      stageId: stage.id,
      pipelineId: project.pipeline.id,
      closeReason: 'So it is',
      closedAt: core.clock.now(),
    });
    succeeded(await project.run((work) => restoreDeal(work, { dealId: deal.id })));
    expect(await storedDeal(core, deal.id)).toMatchObject({
      status: 'open',
      stageId: stage.id,
      pipelineId: project.pipeline.id,
      closeReason: null,
      closedAt: null,
    });
    expect((await eventsOf(core, { dealId: deal.id })).slice(1)).toMatchObject([
      {
        kind: `deal.${status}`,
        payload: { from: { stageName: 'In progress' }, inStageMs: 5_000, reason: 'So it is', amount: 700 },
      },
      { kind: 'deal.restored', payload: { from: status, to: { stageId: stage.id } } },
    ]);
  });

  it('D2: as lost or archived asks a member for a reason; winning needs none, and a flow brings its own', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    for (const close of [loseDeal, archiveDeal]) {
      for (const reason of [undefined, '  ']) {
        const input = { dealId: deal.id, ...(reason !== undefined && { reason }) };
        expect(await project.run((work) => close(work, input))).toMatchObject({ why: 'reason_required' });
      }
    }
    expect(await storedDeal(core, deal.id)).toEqual(deal);
    succeeded(await project.run((work) => loseDeal(work, { dealId: deal.id }), flowActor()));
    succeeded(await project.run(async (work) => winDeal(work, { dealId: (await newDeal(project)).id })));
  });

  it('twice is once, and what is closed is not closed otherwise except by putting it away', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    for (let press = 0; press < 2; press++) succeeded(await project.run((work) => winDeal(work, { dealId: deal.id })));
    expect(await eventsOf(core, { dealId: deal.id })).toHaveLength(2);
    const lost = await project.run((work) => loseDeal(work, { dealId: deal.id, reason: 'x' }));
    expect(lost).toMatchObject({ kind: 'refused', why: 'closed' });
    succeeded(await project.run((work) => archiveDeal(work, { dealId: deal.id, reason: 'Last year' })));
    expect(await storedDeal(core, deal.id)).toMatchObject({ status: 'archived', stageId: project.stages[0].id });
    const won = await project.run((work) => winDeal(work, { dealId: deal.id }));
    expect(won).toMatchObject({ kind: 'refused', why: 'closed' });
  });

  it('S10: is no way out of Unsorted for a member; a flow may, and restoring brings it back to Unsorted', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { unsorted });
    for (const close of [winDeal, loseDeal, archiveDeal]) {
      const outcome = await project.run((work) => close(work, { dealId: deal.id, reason: 'x' }));
      expect(outcome).toMatchObject({ kind: 'refused', why: 'unsorted' });
    }
    succeeded(await project.run((work) => loseDeal(work, { dealId: deal.id, reason: 'x' }), flowActor()));
    expect(await storedDeal(core, deal.id)).toMatchObject({ status: 'lost', pipelineId: project.pipeline.id });
    succeeded(await project.run((work) => restoreDeal(work, { dealId: deal.id })));
    expect(await storedDeal(core, deal.id)).toMatchObject({
      status: 'open',
      pipelineId: null,
      stageId: null,
      unsorted,
    });
  });

  it('restores nothing that is open', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const outcome = await project.run((work) => restoreDeal(work, { dealId: deal.id }));
    expect(outcome).toMatchObject({ kind: 'refused', why: 'not_closed' });
  });
});

describe('deleting a deal', () => {
  it('S11: takes one in Unsorted away with its tasks and notes, and keeps the contact', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    const deal = await newDeal(project, { unsorted, contactId: contact.id });
    await project.run(async (work) => {
      await createTask(work, { title: 'Call', dealId: deal.id });
      await addNote(work, { text: 'Hm', dealId: deal.id });
    });
    const operator = memberActor(project.owner, 'Op', builtInRoles.operator);
    await project.run((work) => deleteDeal(work, { dealId: deal.id }), operator);
    expect(await storedDeal(core, deal.id)).toBeUndefined();
    const [left] = await core.db.sql`
      select (select count(*)::int from tasks where deal_id = ${deal.id}) as tasks,
             (select count(*)::int from notes where deal_id = ${deal.id}) as notes,
             (select count(*)::int from contacts where id = ${contact.id}) as contacts`;
    expect(left).toEqual({ tasks: 0, notes: 0, contacts: 1 });
    expect((await eventsOf(core, { dealId: deal.id })).at(-1)).toMatchObject({ kind: 'deal.deleted' });
  });

  it('needs more than an operator’s right elsewhere', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const operator = memberActor(project.owner, 'Op', builtInRoles.operator);
    const deleted = project.run((work) => deleteDeal(work, { dealId: deal.id }), operator);
    await expect(deleted).rejects.toMatchObject({ code: 'forbidden' });
    await project.run((work) => deleteDeal(work, { dealId: deal.id }));
    expect(await storedDeal(core, deal.id)).toBeUndefined();
  });
});

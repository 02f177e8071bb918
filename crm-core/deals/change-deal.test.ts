import { describe, expect, it } from 'vitest';
import { eventsOf, newContact, newDeal, newProject, storedDeal, succeeded, testCore } from '../../test/builders.ts';
import { createMember } from '../members/create-member.ts';
import { deactivateMember } from '../members/deactivate-member.ts';
import { changeDeal, type DealPatch } from './change-deal.ts';
import { createDeal } from './create-deal.ts';
import { currentDeal } from './current-deal.ts';
import { switchCurrentDeal } from './switch-current-deal.ts';
import { winDeal } from './win-deal.ts';

const core = await testCore();

describe('changeDeal', () => {
  it('tells each field that changed, with its old and new value', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { variables: { size: 'S', colour: 'red' }, tags: ['old'], amount: 5 });
    const patch: DealPatch = {
      name: ' Ten chairs ',
      amount: 10_000,
      variables: { size: 'L', colour: null, count: 10 },
      tags: { add: ['vip'], remove: ['old'] },
    };
    succeeded(await project.run((work) => changeDeal(work, { dealId: deal.id, patch })));
    expect(await storedDeal(core, deal.id)).toMatchObject({
      name: 'Ten chairs',
      amount: 10_000,
      variables: { size: 'L', count: 10 },
      tags: ['vip'],
    });
    expect((await eventsOf(core, { dealId: deal.id })).at(-1)?.payload.changes).toEqual({
      name: { from: 'A sale', to: 'Ten chairs' },
      amount: { from: 5, to: 10_000 },
      'variables.size': { from: 'S', to: 'L' },
      'variables.colour': { from: 'red', to: null },
      'variables.count': { from: null, to: 10 },
      tags: { from: ['old'], to: ['vip'] },
    });
  });

  it('writes and tells nothing when nothing differs', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { amount: 5, tags: ['a'] });
    const patch = { name: deal.name, amount: 5, tags: { add: ['a'] } };
    succeeded(await project.run((work) => changeDeal(work, { dealId: deal.id, patch })));
    expect(await storedDeal(core, deal.id)).toEqual(deal);
    expect(await eventsOf(core, { dealId: deal.id })).toHaveLength(1);
  });

  it('keeps what another changes in other fields and other variables at the same moment', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    let runs = 0;
    await project.run(async (work) => {
      runs += 1;
      await changeDeal(work, { dealId: deal.id, patch: { variables: { a: 1 } } });
      const patch = { name: 'Renamed', variables: { b: 2 } };
      if (runs === 1) await project.run((other) => changeDeal(other, { dealId: deal.id, patch }));
    });
    expect(await storedDeal(core, deal.id)).toMatchObject({ name: 'Renamed', variables: { a: 1, b: 2 } });
  });

  it('refuses a change that was made on a version which is no longer', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const change = (name: string) =>
      project.run((work) => changeDeal(work, { dealId: deal.id, patch: { name }, expectedVersion: deal.version }));
    succeeded(await change('first'));
    expect(await change('second')).toMatchObject({ kind: 'refused', why: 'changed' });
    expect((await storedDeal(core, deal.id))?.name).toBe('first');
  });

  it('tells a new responsible member by an event of its own, and takes only active ones of the project', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const { member } = succeeded(
      await project.run((work) =>
        createMember(work, { email: 'max@example.com', name: 'Max', roleId: project.roles.operator.id }),
      ),
    );
    const deal = await newDeal(project, { responsibleId: null });
    const assign = (responsibleId: typeof member.id) =>
      project.run((work) => changeDeal(work, { dealId: deal.id, patch: { responsibleId } }));
    succeeded(await assign(member.id));
    expect((await eventsOf(core, { dealId: deal.id })).slice(1)).toEqual([
      {
        kind: 'deal.responsible_changed',
        payload: { from: { memberId: null, name: null }, to: { memberId: member.id, name: 'Max' } },
      },
    ]);
    await project.run((work) => deactivateMember(work, { memberId: member.id }));
    succeeded(await project.run((work) => changeDeal(work, { dealId: deal.id, patch: { responsibleId: null } })));
    await expect(assign(member.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(assign(stranger.owner.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses an empty name and a broken amount', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    for (const patch of [{ name: ' ' }, { amount: 0.5 }, { amount: -1 }, { currency: 'roubles' }]) {
      const changed = project.run((work) => changeDeal(work, { dealId: deal.id, patch }));
      await expect(changed).rejects.toMatchObject({ code: 'bad_input' });
    }
  });
});

describe('createDeal', () => {
  it('D12: takes name, responsible member and stage from what is known when they are not given', async () => {
    const project = await newProject(core);
    const contact = await newContact(project, { name: 'Boris' });
    const input = { contactId: contact.id, pipelineId: project.pipeline.id };
    const { deal } = succeeded(await project.run((work) => createDeal(work, input)));
    expect(deal).toMatchObject({
      name: 'Boris',
      stageId: project.stages[0].id,
      responsibleId: project.owner.id,
      currency: 'RUB',
    });
  });

  it('does not know stages, pipelines, contacts and members of another project', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const contact = await newContact(stranger);
    const inputs = [
      { stageId: stranger.stages[0].id },
      { pipelineId: stranger.pipeline.id },
      { contactId: contact.id },
      { responsibleId: stranger.owner.id },
    ];
    for (const input of inputs) {
      await expect(project.run((work) => createDeal(work, input))).rejects.toMatchObject({ code: 'not_found' });
    }
    const [row] = await core.db
      .sql`select count(*)::int as n from deals where project_id in (${project.id}, ${stranger.id})`;
    expect(row?.n).toBe(0);
  });
});

describe('D10: the current deal', () => {
  it('is the latest open one unless switched; a closed one does not stay it', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    const current = () => project.run(async (work) => (await currentDeal(work, contact.personId))?.id);
    expect(await current()).toBeUndefined();
    const [first, second, third] = [
      await newDeal(project, { contactId: contact.id }),
      await newDeal(project, { contactId: contact.id, unsorted: { kind: 'setting_off' } }),
      await newDeal(project, { contactId: contact.id }),
    ];
    expect(await current()).toBe(third.id);
    succeeded(await project.run((work) => switchCurrentDeal(work, { dealId: first.id })));
    expect(await current()).toBe(first.id);
    succeeded(await project.run((work) => winDeal(work, { dealId: first.id })));
    expect(await current()).toBe(third.id);
    succeeded(await project.run((work) => winDeal(work, { dealId: third.id })));
    expect(await current()).toBe(second.id);
    const closed = await project.run((work) => switchCurrentDeal(work, { dealId: first.id }));
    expect(closed).toMatchObject({ kind: 'refused', why: 'closed' });
  });

  it('passes no variables on to the next deal', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    await newDeal(project, { contactId: contact.id, variables: { size: 'L' } });
    expect((await newDeal(project, { contactId: contact.id })).variables).toEqual({});
  });
});

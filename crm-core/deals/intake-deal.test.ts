import { describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import {
  eventsOf,
  newChannel,
  newContact,
  newDeal,
  newProject,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { linkContacts } from '../people/link-contacts.ts';
import { createPipeline } from '../pipelines/create-pipeline.ts';
import { createStage } from '../pipelines/create-stage.ts';
import { deletePipeline } from '../pipelines/delete-pipeline.ts';
import { changeSettings } from '../projects/change-settings.ts';
import { systemActor } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import { intakeDeal, type Lead } from './intake-deal.ts';
import type { StageBlock } from './intake-rules.ts';
import { loseDeal } from './lose-deal.ts';

const core = await testCore();

const take = (project: TestProject, lead: Pick<Lead, 'contact' | 'channel' | 'stageBlock'>) =>
  project.run((work) => intakeDeal(work, lead), systemActor('a message came in'));

const setIntake = (
  project: TestProject,
  acceptOnFirstStage: boolean,
  pipelineId: Row<'pipelines'>['id'] | null = null,
) => project.run((work) => changeSettings(work, { settings: { intake: { acceptOnFirstStage, pipelineId } } }));

async function scene() {
  const project = await newProject(core);
  return { project, channel: await newChannel(project), contact: await newContact(project, { name: 'Anna' }) };
}

describe('S7: a new lead', () => {
  it('appears on the first stage while leads are accepted, named after the contact, in the pipeline’s currency', async () => {
    const { project, channel, contact } = await scene();
    const deal = await take(project, { contact, channel });
    expect(deal).toMatchObject({
      name: 'Anna',
      contactId: contact.id,
      pipelineId: project.pipeline.id,
      stageId: project.stages[0].id,
      status: 'open',
      currency: 'RUB',
      amount: null,
      unsorted: null,
    });
    expect(await eventsOf(core, { dealId: deal?.id ?? '' })).toMatchObject([
      { kind: 'deal.created', payload: { to: { stageName: 'New', pipelineName: 'Sales' } } },
    ]);
  });

  it('goes to Unsorted while they are not', async () => {
    const { project, channel, contact } = await scene();
    await setIntake(project, false);
    const deal = await take(project, { contact, channel });
    expect(deal).toMatchObject({ pipelineId: null, stageId: null, status: 'open', unsorted: { kind: 'setting_off' } });
  });

  it('stands above older cards of its column', async () => {
    const { project, channel, contact } = await scene();
    const older = await newDeal(project);
    const deal = await take(project, { contact, channel });
    expect((deal?.rank ?? 'z') < older.rank).toBe(true);
  });

  it('comes in although the first stage demands fields: a customer is never turned away', async () => {
    const { project, channel, contact } = await scene();
    const pipeline = await project.run(async (work) => {
      const made = await createPipeline(work, { name: 'Strict', currency: 'EUR' });
      await createStage(work, {
        pipelineId: made.id,
        name: 'A',
        rules: { forbiddenTargets: [], requiredFields: ['amount'] },
      });
      return made;
    });
    await setIntake(project, true, pipeline.id);
    expect(await take(project, { contact, channel })).toMatchObject({ pipelineId: pipeline.id, currency: 'EUR' });
  });
});

describe('S8, M1: the card in Unsorted says why it is there', () => {
  const stageBlock: StageBlock = {
    flowId: newId('flow'),
    flowName: 'Welcome',
    blockId: 'b7',
    blockTitle: 'Move to Paid',
  };

  it('(a) the setting is off', async () => {
    const { project, channel, contact } = await scene();
    await setIntake(project, false);
    expect((await take(project, { contact, channel }))?.unsorted).toEqual({ kind: 'setting_off' });
  });

  it('(b) no pipeline is configured: none at all, or the chosen one has no stage', async () => {
    const { project, channel, contact } = await scene();
    const empty = await project.run((work) => createPipeline(work, { name: 'Empty', currency: 'EUR' }));
    await setIntake(project, true, empty.id);
    const first = await take(project, { contact, channel });
    expect(first).toMatchObject({ unsorted: { kind: 'no_pipeline', pipelineId: empty.id }, currency: 'EUR' });
    await setIntake(project, true);
    for (const pipelineId of [empty.id, project.pipeline.id]) {
      succeeded(await project.run((work) => deletePipeline(work, { pipelineId })));
    }
    const second = await take(project, { contact: await newContact(project), channel });
    expect(second).toMatchObject({ unsorted: { kind: 'no_pipeline' }, currency: 'USD' });
  });

  it('(c) the setting is off, and a block that the contact has not reached would move it: that block', async () => {
    const { project, channel, contact } = await scene();
    await setIntake(project, false);
    const deal = await take(project, { contact, channel, stageBlock });
    expect(deal?.unsorted).toEqual({ kind: 'block_not_reached', ...stageBlock });
  });

  it('not (c) while the setting is on', async () => {
    const { project, channel, contact } = await scene();
    expect(await take(project, { contact, channel, stageBlock })).toMatchObject({ unsorted: null });
  });
});

describe('D8: which pipeline takes leads in', () => {
  it('is the chosen one, else the first in order; a channel may override where and whether', async () => {
    const { project, channel } = await scene();
    const other = await project.run(async (work) => {
      const pipeline = await createPipeline(work, { name: 'Other', currency: 'EUR' });
      return createStage(work, { pipelineId: pipeline.id, name: 'Start' });
    });
    const placeOf = async (settings: Row<'channels'>['settings'] = {}) =>
      (await take(project, { contact: await newContact(project), channel: { ...channel, settings } }))?.stageId;
    expect(await placeOf()).toBe(project.stages[0].id);
    await setIntake(project, true, other.pipelineId);
    expect(await placeOf()).toBe(other.id);
    expect(await placeOf({ intake: { acceptOnFirstStage: false, pipelineId: null } })).toBeNull();
    expect(await placeOf({ intake: { acceptOnFirstStage: true, pipelineId: null } })).toBe(other.id);
    const own = { acceptOnFirstStage: true, pipelineId: project.pipeline.id };
    expect(await placeOf({ intake: own })).toBe(project.stages[0].id);
  });

  it('leaves old unsorted deals alone when it is switched on', async () => {
    const { project, channel, contact } = await scene();
    await setIntake(project, false);
    const deal = await take(project, { contact, channel });
    await setIntake(project, true);
    const stored = await project.run((work) => work.deals.get(deal?.id ?? ''));
    expect(stored).toMatchObject({ stageId: null, unsorted: { kind: 'setting_off' } });
  });
});

describe('D9: exactly one deal for a person without an open one', () => {
  it('makes none while one is open, in whatever messenger it came', async () => {
    const { project, channel, contact } = await scene();
    const other = await newContact(project, { name: 'Anna W' });
    const evidence = { kind: 'operator' as const };
    await project.run((work) => linkContacts(work, { contactId: contact.id, otherContactId: other.id, evidence }));
    await newDeal(project, { contactId: contact.id, unsorted: { kind: 'setting_off' } });
    for (const id of [contact.id, other.id]) {
      const current = await project.run((work) => work.contacts.get(id));
      expect(await take(project, { contact: current, channel })).toBeUndefined();
    }
  });

  it('makes one when two first messages come at once from two messengers', async () => {
    const { project, channel, contact } = await scene();
    const other = await newContact(project);
    const evidence = { kind: 'operator' as const };
    await project.run((work) => linkContacts(work, { contactId: contact.id, otherContactId: other.id, evidence }));
    const read = (id: typeof contact.id) => project.run((work) => work.contacts.get(id));
    const [first, second] = [await read(contact.id), await read(other.id)];
    let runs = 0;
    const late = await project.run(async (work) => {
      runs += 1;
      const made = await intakeDeal(work, { contact: first, channel });
      if (runs === 1) expect(await take(project, { contact: second, channel })).toBeDefined();
      return made;
    });
    expect(runs).toBe(2);
    expect(late).toBeUndefined();
    const [row] = await core.db.sql`select count(*)::int as n from deals where project_id = ${project.id}`;
    expect(row?.n).toBe(1);
  });

  it('makes a new one for a returning customer, unless the project has switched that off', async () => {
    const { project, channel, contact } = await scene();
    const first = await take(project, { contact, channel });
    if (!first) throw new Error('no deal');
    succeeded(await project.run((work) => loseDeal(work, { dealId: first.id, reason: 'Too late' })));
    await project.run((work) => changeSettings(work, { settings: { newDealForReturning: false } }));
    expect(await take(project, { contact, channel })).toBeUndefined();
    await project.run((work) => changeSettings(work, { settings: { newDealForReturning: true } }));
    expect((await take(project, { contact, channel }))?.id).not.toBe(first.id);
  });

  it('makes none for a blocked contact', async () => {
    const { project, channel, contact } = await scene();
    const blocked = await project.run((work) =>
      changeContact(work, { contactId: contact.id, patch: { blocked: true } }),
    );
    expect(await take(project, { contact: blocked, channel })).toBeUndefined();
  });

  it('gives it to the contact’s responsible member', async () => {
    const { project, channel, contact } = await scene();
    const owned = await project.run((work) =>
      changeContact(work, { contactId: contact.id, patch: { responsibleId: project.owner.id } }),
    );
    expect(await take(project, { contact: owned, channel })).toMatchObject({ responsibleId: project.owner.id });
  });
});

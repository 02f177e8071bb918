import { describe, expect, it } from 'vitest';
import type { VariableValue } from '../../drizzle/schema/documents.ts';
import {
  flowActor,
  memberActor,
  newContact,
  newDeal,
  newProject,
  storedDeal,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { changeDeal } from '../deals/change-deal.ts';
import { builtInRoles } from '../members/permissions.ts';
import type { Actor } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import { changeField } from './change-field.ts';
import { createField, type NewField } from './create-field.ts';
import { deleteField } from './delete-field.ts';
import { reorderFields } from './reorder-fields.ts';

const core = await testCore();

const newField = (project: TestProject, input: Partial<NewField> = {}) =>
  project.run((work) => createField(work, { entity: 'deal', name: 'Size', type: 'text', ...input }));

const fieldNames = async (project: TestProject) =>
  (await core.configs.current(project.id)).fields.map((field) => field.name);

describe('S12: custom fields', () => {
  it('are made with a key out of the name, which no other field and no column of ours has', async () => {
    const project = await newProject(core);
    const keys = [];
    for (const name of ['Delivery date', 'delivery: DATE', 'Name', '2nd phone', '!', 'Размер, см']) {
      keys.push((await newField(project, { name })).key);
    }
    expect(keys).toEqual(['delivery_date', 'delivery_date_2', 'name_2', '_2nd_phone', 'field', 'размер_см']);
    expect((await newField(project, { entity: 'contact', name: 'Delivery date' })).key).toBe('delivery_date');
    for (const key of ['amount', 'delivery_date']) {
      await expect(newField(project, { key })).rejects.toMatchObject({ code: 'bad_input', details: { field: 'key' } });
    }
  });

  it('stand in their order, which is set as a whole', async () => {
    const project = await newProject(core);
    const [a, b, c] = [
      await newField(project, { name: 'A' }),
      await newField(project, { name: 'B' }),
      await newField(project, { name: 'C' }),
    ];
    await newField(project, { entity: 'contact', name: 'D' });
    const order = (fieldIds: Row<'fields'>['id'][]) =>
      project.run((work) => reorderFields(work, { entity: 'deal', fieldIds }));
    await order([c.id, a.id, b.id]);
    expect(await fieldNames(project)).toEqual(['D', 'C', 'A', 'B']);
    await expect(order([c.id, a.id])).rejects.toMatchObject({ code: 'bad_input' });
    await expect(order([c.id, a.id, a.id])).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('keep the values when they are deleted', async () => {
    const project = await newProject(core);
    const field = await newField(project);
    const deal = await newDeal(project, { variables: { size: 'L' } });
    await project.run((work) => deleteField(work, { fieldId: field.id }));
    expect(await fieldNames(project)).toEqual([]);
    expect((await storedDeal(core, deal.id))?.variables).toEqual({ size: 'L' });
    const again = await newField(project, { name: 'Size again', key: 'size' });
    expect(again.key).toBe('size');
  });

  it('change their name and options, never key, type and currency, and tell of it', async () => {
    const project = await newProject(core);
    const price = await newField(project, { name: 'Price', type: 'money', options: { currency: 'USD' } });
    const change = (patch: Parameters<typeof changeField>[1]['patch']) =>
      project.run((work) => changeField(work, { fieldId: price.id, patch }));
    await change({ name: 'Cost' });
    await expect(change({ options: { currency: 'RUB' } })).rejects.toMatchObject({ code: 'bad_input' });
    const [told] = await core.db.sql`
      select payload from events where project_id = ${project.id} and kind = 'field.changed' order by id desc`;
    expect(told?.payload).toMatchObject({ change: 'saved', changes: { name: { from: 'Price', to: 'Cost' } } });
    expect((await core.configs.current(project.id)).fields).toMatchObject([
      { name: 'Cost', key: 'price', type: 'money', options: { currency: 'USD' } },
    ]);
  });

  it('of a choice need options with different names', async () => {
    const project = await newProject(core);
    const made = (values: string[]) =>
      newField(project, { type: 'choice', options: { choices: values.map((value) => ({ value, color: 'red' })) } });
    for (const values of [[], ['a', ' A '], ['a', ' ']]) {
      await expect(made(values)).rejects.toMatchObject({ code: 'bad_input', details: { field: 'choices' } });
    }
    expect((await made([' a ', 'b'])).options.choices?.map((choice) => choice.value)).toEqual(['a', 'b']);
  });

  it('S17: are for those who may change settings', async () => {
    const project = await newProject(core);
    const field = await newField(project);
    const editor = memberActor(project.owner, 'E', builtInRoles.editor);
    const tries = [
      () => project.run((work) => createField(work, { entity: 'deal', name: 'X', type: 'text' }), editor),
      () => project.run((work) => changeField(work, { fieldId: field.id, patch: { name: 'X' } }), editor),
      () => project.run((work) => reorderFields(work, { entity: 'deal', fieldIds: [field.id] }), editor),
      () => project.run((work) => deleteField(work, { fieldId: field.id }), editor),
    ];
    for (const one of tries) await expect(one()).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await newProject(core);
    const foreign = stranger.run((work) => deleteField(work, { fieldId: field.id }));
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('S12: values of custom fields', async () => {
  const project = await newProject(core, { settings: { timeZone: 'Europe/Moscow' } });
  const choices = [
    { value: 'Small', color: 'blue' },
    { value: 'Large', color: 'red' },
  ];
  const fields: Partial<NewField>[] = [
    { name: 'text', type: 'text' },
    { name: 'number', type: 'number' },
    { name: 'money', type: 'money', options: { currency: 'RUB' } },
    { name: 'date', type: 'date' },
    { name: 'choice', type: 'choice', options: { choices } },
    { name: 'member', type: 'member' },
  ];
  for (const field of fields) await newField(project, field);
  const deal = await newDeal(project);
  const { id: memberId } = project.owner;

  const set = async (key: string, value: VariableValue, as: Actor) => {
    const patch = { variables: { [key]: value } };
    await project.run(async (work) => succeeded(await changeDeal(work, { dealId: deal.id, patch })), as);
    return (await storedDeal(core, deal.id))?.variables[key];
  };

  it.each<[string, VariableValue, VariableValue]>([
    ['text', 'blue', 7],
    ['number', 1.5, '1.5'],
    ['money', 150_000, 0.5],
    ['date', '2026-03-31', '2026-02-30'],
    ['choice', 'Large', 'large'],
    ['member', memberId, 'mem_0000000000000000000000'],
  ])('%s: people and programs say them exactly', async (key, good, bad) => {
    expect(await set(key, good, project.actor)).toEqual(good);
    const refused = set(key, bad, project.actor);
    await expect(refused).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: `variables.${key}`, name: expect.any(String), why: expect.stringMatching(/^not_an?_\w+$/) },
    });
    expect((await storedDeal(core, deal.id))?.variables[key]).toEqual(good);
    expect(await set(key, '', project.actor)).toBeUndefined();
  });

  it.each<[string, VariableValue, VariableValue]>([
    ['text', 7, '7'],
    ['number', ' 1 200,5 ', 1200.5],
    ['number', '-3', -3],
    ['money', '1 500,50 ₽', 150_050],
    ['money', 99.99, 9_999],
    ['date', '31.3.2026', '2026-03-31'],
    ['date', '2026-03-31T22:00:00Z', '2026-04-01'],
    ['choice', ' LARGE ', 'Large'],
    ['member', 'olga', memberId],
  ])('%s: a flow’s %j is taken for what it plainly means', async (key, value, expected) => {
    expect(await set(key, value, flowActor())).toEqual(expected);
  });

  it.each<[string, VariableValue]>([
    ['number', 'two'],
    ['number', true],
    ['money', '12 a'],
    ['date', 'tomorrow'],
    ['choice', 'Huge'],
    ['member', 'nobody'],
    ['text', ['a']],
  ])('%s: a flow’s %j means none, and nothing is written', async (key, value) => {
    const before = (await storedDeal(core, deal.id))?.variables[key];
    await expect(set(key, value, flowActor())).rejects.toMatchObject({ code: 'bad_input' });
    expect((await storedDeal(core, deal.id))?.variables[key]).toEqual(before);
  });

  it('of contacts are held to the contact’s fields alone, and other variables to nothing', async () => {
    await newField(project, { entity: 'contact', name: 'age', type: 'number' });
    const contact = await newContact(project);
    const change = (variables: Record<string, VariableValue>) =>
      project.run((work) => changeContact(work, { contactId: contact.id, patch: { variables } }));
    expect((await change({ age: 30, money: 'much' })).variables).toEqual({ age: 30, money: 'much' });
    await expect(change({ age: 'thirty' })).rejects.toMatchObject({ code: 'bad_input' });
  });
});

import { describe, expect, it } from 'vitest';
import { eventsOf, memberActor, newContact, newDeal, newProject, testCore } from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { addNote } from './add-note.ts';
import { changeTask } from './change-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { reopenTask } from './reopen-task.ts';

const core = await testCore();

describe('S13: a task', () => {
  it('is created, assigned, dated, done and reopened, and each step is told', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    const deal = await newDeal(project, { contactId: contact.id });
    const dueAt = new Date('2026-02-01T12:00:00Z');
    const input = { title: ' Call Anna ', dealId: deal.id, assigneeId: project.owner.id, dueAt };
    const task = await project.run((work) => createTask(work, input));
    expect(task).toMatchObject({ title: 'Call Anna', contactId: contact.id, priority: 'normal', dueAt, doneAt: null });
    const taskId = task.id;
    const patch = { priority: 'high' as const, dueAt: null };
    await project.run((work) => changeTask(work, { taskId, patch }));
    for (let press = 0; press < 2; press++) await project.run((work) => completeTask(work, { taskId }));
    expect(await project.run((work) => work.tasks.get(taskId))).toMatchObject({
      priority: 'high',
      dueAt: null,
      doneAt: core.clock.now(),
    });
    const reopened = await project.run((work) => reopenTask(work, { taskId }));
    expect(reopened.doneAt).toBeNull();
    expect((await eventsOf(core, { dealId: deal.id })).slice(1)).toMatchObject([
      { kind: 'task.created', payload: { title: 'Call Anna', dueAt: dueAt.toISOString() } },
      { kind: 'task.changed', payload: { changes: { priority: { from: 'normal', to: 'high' } } } },
      { kind: 'task.done' },
      { kind: 'task.changed', payload: { changes: { doneAt: { to: null } } } },
    ]);
  });

  it('is not given to strangers, nor about strangers’ deals and contacts', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const [contact, deal] = [await newContact(stranger), await newDeal(stranger)];
    const inputs = [{ assigneeId: stranger.owner.id }, { contactId: contact.id }, { dealId: deal.id }];
    for (const input of inputs) {
      const made = project.run((work) => createTask(work, { title: 'X', ...input }));
      await expect(made).rejects.toMatchObject({ code: 'not_found' });
    }
    const task = await stranger.run((work) => createTask(work, { title: 'X' }));
    const done = project.run((work) => completeTask(work, { taskId: task.id }));
    await expect(done).rejects.toMatchObject({ code: 'not_found' });
  });

  it('D30: about somebody else’s deal is hidden from who sees only his own', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { responsibleId: null });
    const task = await project.run((work) => createTask(work, { title: 'X', dealId: deal.id }));
    const shy = memberActor(project.owner, 'Shy', { ...builtInRoles.operator, mayNot: ['see_others_deals'] });
    const done = project.run((work) => completeTask(work, { taskId: task.id }), shy);
    await expect(done).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a note', () => {
  it('stands on a deal or a contact and says something', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const note = await project.run((work) => addNote(work, { text: ' Likes blue ', dealId: deal.id }));
    expect(note).toMatchObject({ text: 'Likes blue', author: { kind: 'member', name: 'Olga' } });
    expect((await eventsOf(core, { dealId: deal.id })).at(-1)).toMatchObject({ kind: 'note.created' });
    for (const input of [{ text: 'On nothing' }, { text: '  ', dealId: deal.id }]) {
      await expect(project.run((work) => addNote(work, input))).rejects.toMatchObject({ code: 'bad_input' });
    }
  });
});

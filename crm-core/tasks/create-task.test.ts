import { describe, expect, it } from 'vitest';
import { eventsOf, flowActor, memberActor, newContact, newDeal, newProject, testCore } from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { addNote } from './add-note.ts';
import { changeNote } from './change-note.ts';
import { changeTask, type TaskPatch } from './change-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { removeNote } from './remove-note.ts';
import { removeTask } from './remove-task.ts';
import { reopenTask } from './reopen-task.ts';
import { tellDueTasks } from './tell-due-tasks.ts';

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

describe('S13: reminders and due dates', () => {
  const hour = 3_600_000;
  const bellOf = (memberId: string) =>
    core.db.sql<{ kind: string; text: string; taskId: string }[]>`
      select kind, text, task_id as "taskId" from notifications where member_id = ${memberId} order by created_at, id`;
  const fromNow = (ms: number) => new Date(core.clock.now().getTime() + ms);

  it('are told once each, to the assignee, by however many processes at once', async () => {
    const project = await newProject(core);
    const { id } = project.owner;
    const input = { title: 'Call Anna', assigneeId: id, dueAt: fromNow(2 * hour), remindBefore: 30 };
    const task = await project.run((work) => createTask(work, input));
    expect(task.remindAt).toEqual(fromNow(1.5 * hour));
    await tellDueTasks(core);
    expect(await bellOf(id)).toEqual([]);
    core.clock.advance(1.6 * hour);
    await Promise.all([tellDueTasks(core), tellDueTasks(core), tellDueTasks(core)]);
    expect(await bellOf(id)).toEqual([{ kind: 'task_reminder', text: 'Call Anna', taskId: task.id }]);
    core.clock.advance(hour);
    for (let round = 0; round < 3; round++) await tellDueTasks(core);
    expect((await bellOf(id)).map(({ kind }) => kind)).toEqual(['task_reminder', 'task_due']);
  });

  it('that nobody was there to tell are told when somebody is: the last of them says it all', async () => {
    const project = await newProject(core);
    const { id } = project.owner;
    const input = { title: 'Call Anna', assigneeId: id, dueAt: fromNow(2 * hour), remindBefore: 30 };
    await project.run((work) => createTask(work, input));
    core.clock.advance(48 * hour);
    await tellDueTasks(core);
    expect((await bellOf(id)).map(({ kind }) => kind)).toEqual(['task_due']);
  });

  it('follow a date that is put off, are silent about what is done, and come again with what is reopened', async () => {
    const project = await newProject(core);
    const { id } = project.owner;
    const input = { title: 'Call Anna', assigneeId: id, dueAt: fromNow(hour), remindBefore: 30 };
    const { id: taskId } = await project.run((work) => createTask(work, input));
    const later = await project.run((work) => changeTask(work, { taskId, patch: { dueAt: fromNow(10 * hour) } }));
    expect(later.remindAt).toEqual(fromNow(9.5 * hour));
    await project.run((work) => completeTask(work, { taskId }));
    core.clock.advance(9.7 * hour);
    await tellDueTasks(core);
    expect(await bellOf(id)).toEqual([]);
    await project.run((work) => reopenTask(work, { taskId }));
    core.clock.advance(hour);
    await tellDueTasks(core);
    expect((await bellOf(id)).map(({ kind }) => kind)).toEqual(['task_due']);
  });

  it('have a moment of their own when one is named, and none when it is taken away', async () => {
    const project = await newProject(core);
    const input = { title: 'X', dueAt: fromNow(5 * hour), remindBefore: 30 };
    const { id: taskId } = await project.run((work) => createTask(work, input));
    const change = (patch: TaskPatch) => project.run((work) => changeTask(work, { taskId, patch }));
    expect(await change({ remindAt: fromNow(hour) })).toMatchObject({ remindBefore: null, remindAt: fromNow(hour) });
    expect(await change({ dueAt: fromNow(9 * hour) })).toMatchObject({ remindAt: fromNow(hour) });
    expect(await change({ remindBefore: 60 })).toMatchObject({ remindBefore: 60, remindAt: fromNow(8 * hour) });
    expect(await change({ dueAt: null })).toMatchObject({ remindBefore: 60, remindAt: null, nextNoticeAt: null });
    expect(await change({ remindBefore: null })).toMatchObject({ remindBefore: null, remindAt: null });
  });

  it('one project’s trouble keeps nobody else from being told', async () => {
    const [broken, fine] = [await newProject(core), await newProject(core)];
    const due = fromNow(hour);
    await broken.run((work) => createTask(work, { title: 'X', assigneeId: broken.owner.id, dueAt: due }));
    await fine.run((work) => createTask(work, { title: 'Y', assigneeId: fine.owner.id, dueAt: due }));
    const trouble: typeof core = {
      ...core,
      beforeCommit: async (work) => {
        if (work.projectId === broken.id) throw new Error('trouble');
      },
    };
    core.clock.advance(2 * hour);
    await tellDueTasks(trouble);
    expect((await bellOf(fine.owner.id)).map(({ text }) => text)).toEqual(['Y']);
    await tellDueTasks(core);
    expect((await bellOf(broken.owner.id)).map(({ text }) => text)).toEqual(['X']);
  });

  it('a task that a flow or a colleague gives to a member rings his bell; his own does not', async () => {
    const project = await newProject(core);
    const { id } = project.owner;
    await project.run((work) => createTask(work, { title: 'Mine', assigneeId: id }));
    const theirs = await project.run((work) => createTask(work, { title: 'From a flow', assigneeId: id }), flowActor());
    expect(await bellOf(id)).toEqual([{ kind: 'task_assigned', text: 'From a flow', taskId: theirs.id }]);
  });
});

it('S13: a task changes what it is about, and another deal brings its contact along; a deleted one is told', async () => {
  const project = await newProject(core);
  const contact = await newContact(project);
  const deal = await newDeal(project, { contactId: contact.id });
  const { id: taskId } = await project.run((work) => createTask(work, { title: 'X' }));
  const about = await project.run((work) => changeTask(work, { taskId, patch: { dealId: deal.id } }));
  expect(about).toMatchObject({ dealId: deal.id, contactId: contact.id });
  const stranger = await newProject(core);
  const theirs = await newDeal(stranger);
  const stolen = project.run((work) => changeTask(work, { taskId, patch: { dealId: theirs.id } }));
  await expect(stolen).rejects.toMatchObject({ code: 'not_found' });
  await project.run((work) => removeTask(work, { taskId }));
  expect((await eventsOf(core, { dealId: deal.id })).slice(1)).toMatchObject([
    { kind: 'task.changed', payload: { changes: { dealId: { to: deal.id } } } },
    { kind: 'task.removed', payload: { title: 'X' } },
  ]);
});

describe('a note', () => {
  it('is mended and deleted, and the timeline keeps what it said', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const { id: noteId } = await project.run((work) => addNote(work, { text: 'Likes blue', dealId: deal.id }));
    const mended = await project.run((work) => changeNote(work, { noteId, text: ' Likes red ' }));
    expect(mended).toMatchObject({ text: 'Likes red', editedAt: core.clock.now() });
    await project.run((work) => removeNote(work, { noteId }));
    expect((await eventsOf(core, { dealId: deal.id })).slice(2)).toMatchObject([
      { kind: 'note.changed', payload: { text: 'Likes red', before: 'Likes blue' } },
      { kind: 'note.removed', payload: { text: 'Likes red' } },
    ]);
    const shy = memberActor(project.owner, 'Shy', { ...builtInRoles.operator, mayNot: ['see_others_deals'] });
    const other = await newDeal(project, { responsibleId: null });
    const note = await project.run((work) => addNote(work, { text: 'X', dealId: other.id }));
    const theirs = project.run((work) => removeNote(work, { noteId: note.id }), shy);
    await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
  });

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

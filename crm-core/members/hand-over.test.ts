import { expect, it } from 'vitest';
import { eventsOf, newContact, newDeal, newProject, storedDeal, succeeded, testCore } from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { winDeal } from '../deals/win-deal.ts';
import { completeTask } from '../tasks/complete-task.ts';
import { createTask } from '../tasks/create-task.ts';
import { createMember } from './create-member.ts';
import { deactivateMember } from './deactivate-member.ts';
import { handOver } from './hand-over.ts';

const core = await testCore();

it('D30: what a member leaves behind keeps his name until it is handed over; what is done stays his', async () => {
  const project = await newProject(core);
  const member = async (email: string) => {
    const input = { email, name: email, roleId: project.roles.editor.id };
    return succeeded(await project.run((work) => createMember(work, input))).member;
  };
  const [leaver, heir] = [await member('leaver@example.com'), await member('heir@example.com')];
  const contact = await newContact(project);
  await project.run((work) => changeContact(work, { contactId: contact.id, patch: { responsibleId: leaver.id } }));
  const open = await newDeal(project, { responsibleId: leaver.id });
  const won = await newDeal(project, { responsibleId: leaver.id });
  const others = await newDeal(project, { responsibleId: project.owner.id });
  await project.run((work) => winDeal(work, { dealId: won.id }));
  const newTask = (title: string) =>
    project.run((work) => createTask(work, { title, assigneeId: leaver.id, dealId: open.id }));
  const [task, done] = [await newTask('Call'), await newTask('Old')];
  await project.run((work) => completeTask(work, { taskId: done.id }));
  succeeded(await project.run((work) => deactivateMember(work, { memberId: leaver.id })));
  expect((await storedDeal(core, open.id))?.responsibleId).toBe(leaver.id);

  const moved = await project.run((work) => handOver(work, { fromId: leaver.id, toId: heir.id }));
  expect(moved).toEqual({ deals: 1, tasks: 1, contacts: 1, more: false });
  expect((await storedDeal(core, open.id))?.responsibleId).toBe(heir.id);
  expect((await storedDeal(core, won.id))?.responsibleId).toBe(leaver.id);
  expect((await storedDeal(core, others.id))?.responsibleId).toBe(project.owner.id);
  const rows = await core.db.sql`select id, assignee_id from tasks where project_id = ${project.id} order by id`;
  expect(rows.map((row) => row.assignee_id)).toEqual([heir.id, leaver.id]);
  expect(rows[0]?.id).toBe(task.id);
  expect((await eventsOf(core, { dealId: open.id })).at(-1)).toMatchObject({
    kind: expect.stringMatching(/task.changed|deal.responsible_changed/),
  });
});

it('D30: to somebody who has left nothing is handed over, nor from oneself to oneself', async () => {
  const project = await newProject(core);
  const input = { email: 'gone@example.com', name: 'Gone', roleId: project.roles.editor.id };
  const { member: gone } = succeeded(await project.run((work) => createMember(work, input)));
  const same = { fromId: gone.id, toId: gone.id };
  await expect(project.run((work) => handOver(work, same))).rejects.toMatchObject({ code: 'bad_input' });
  await project.run((work) => deactivateMember(work, { memberId: gone.id }));
  const toGone = { fromId: project.owner.id, toId: gone.id };
  await expect(project.run((work) => handOver(work, toGone))).rejects.toMatchObject({ code: 'not_found' });
});

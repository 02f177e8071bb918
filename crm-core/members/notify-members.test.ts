import { describe, expect, it } from 'vitest';
import {
  newChannel,
  newContact,
  newConversation,
  newDeal,
  newProject,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { createMember } from './create-member.ts';
import { deactivateMember } from './deactivate-member.ts';
import { type Notice, notifyMembers } from './notify-members.ts';

const core = await testCore();
let people = 0;

async function newMember(project: TestProject) {
  const input = { email: `n${++people}@example.com`, name: 'Max', roleId: project.roles.operator.id };
  return succeeded(await project.run((work) => createMember(work, input))).member.id;
}

/** Tells, and answers whom. */
async function told(project: TestProject, notice: Partial<Notice>) {
  const key = notice.key ?? `key${++people}`;
  await project.run((work) => notifyMembers(work, { to: 'all', kind: 'flow', text: 'Look', ...notice, key }));
  const rows = await core.db.sql`
    select member_id from notifications where project_id = ${project.id} and key = ${key} order by member_id`;
  return rows.map((row) => row.member_id);
}

describe('notifyMembers', () => {
  it('tells all active members, or the ones named', async () => {
    const project = await newProject(core);
    const [a, b, gone] = [await newMember(project), await newMember(project), await newMember(project)];
    await project.run((work) => deactivateMember(work, { memberId: gone }));
    expect(await told(project, {})).toEqual([project.owner.id, a, b]);
    expect(await told(project, { to: [b, gone] })).toEqual([b]);
  });

  it('tells the one responsible for the deal, else for the contact, else everybody', async () => {
    const project = await newProject(core);
    const [a, b] = [await newMember(project), await newMember(project)];
    const contact = await newContact(project);
    const conversation = await newConversation(project, await newChannel(project), contact);
    const owned = await newDeal(project, { responsibleId: a });
    const free = await newDeal(project, { contactId: contact.id, responsibleId: null });
    const about = (dealId: typeof free.id | null) =>
      told(project, { to: 'responsible', dealId, conversationId: dealId ? null : conversation.id });
    expect(await about(owned.id)).toEqual([a]);
    expect(await about(free.id)).toHaveLength(3);
    await project.run((work) => changeContact(work, { contactId: contact.id, patch: { responsibleId: b } }));
    expect(await about(free.id)).toEqual([b]);
    expect(await about(null)).toEqual([b]);
  });

  it('tells one thing once, however often it is asked to', async () => {
    const project = await newProject(core);
    const notice = { key: 'same', text: 'Once' };
    await told(project, notice);
    const latecomer = await newMember(project);
    expect(await told(project, notice)).toEqual([project.owner.id, latecomer]);
    const events = await core.db.sql`
      select 1 from events where project_id = ${project.id} and kind = 'notification.created'`;
    expect(events).toHaveLength(2);
    await told(project, notice);
    const rows = await core.db.sql`select 1 from notifications where project_id = ${project.id}`;
    expect(rows).toHaveLength(2);
  });
});

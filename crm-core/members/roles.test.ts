import { describe, expect, it } from 'vitest';
import { memberActor, newProject, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { changeMemberRole } from './change-member-role.ts';
import { changeRole } from './change-role.ts';
import { createMember } from './create-member.ts';
import { createRole } from './create-role.ts';
import { deactivateMember } from './deactivate-member.ts';
import { deleteRole } from './delete-role.ts';
import { builtInRoles, type Permissions } from './permissions.ts';

const core = await testCore();
let people = 0;

async function newMember(project: TestProject, roleId = project.roles.operator.id, email = `m${++people}@example.com`) {
  const input = { email, name: 'Max', roleId };
  return succeeded(await project.run((work) => createMember(work, input))).member;
}

describe('members', () => {
  it('take a seat by e-mail, one each, and come back to it after they have left', async () => {
    const project = await newProject(core);
    const member = await newMember(project, project.roles.operator.id, 'Nina@Example.com');
    const again = { email: 'nina@example.com', name: 'Other', roleId: project.roles.editor.id };
    expect(await project.run((work) => createMember(work, again))).toMatchObject({ why: 'already_member' });
    succeeded(await project.run((work) => deactivateMember(work, { memberId: member.id })));
    const { member: back } = succeeded(await project.run((work) => createMember(work, again)));
    expect(back).toMatchObject({ id: member.id, active: true, roleId: project.roles.editor.id });
    const config = await core.configs.current(project.id);
    expect(config.members.find((one) => one.row.id === member.id)).toMatchObject({
      name: 'Max',
      role: { kind: 'editor' },
    });
  });

  it('of two projects are one user', async () => {
    const [first, second] = [await newProject(core), await newProject(core)];
    const one = await newMember(first, first.roles.operator.id, 'both@example.com');
    const other = await newMember(second, second.roles.operator.id, 'both@example.com');
    expect(other.userId).toBe(one.userId);
    expect(other.id).not.toBe(one.id);
  });

  it('D30: the owner cannot be removed, nor get another role, nor can his role be given away or changed', async () => {
    const project = await newProject(core);
    const member = await newMember(project);
    const { owner, roles } = project;
    const refused = { kind: 'refused', why: 'owner' };
    expect(await project.run((work) => deactivateMember(work, { memberId: owner.id }))).toMatchObject(refused);
    const demote = { memberId: owner.id, roleId: roles.editor.id };
    expect(await project.run((work) => changeMemberRole(work, demote))).toMatchObject(refused);
    const promote = { memberId: member.id, roleId: roles.owner.id };
    expect(await project.run((work) => changeMemberRole(work, promote))).toMatchObject(refused);
    const weaken = { roleId: roles.owner.id, permissions: builtInRoles.operator };
    expect(await project.run((work) => changeRole(work, weaken))).toMatchObject(refused);
  });

  it('D30: can neither remove themselves nor change their own role', async () => {
    const project = await newProject(core);
    const admin = await newMember(project, project.roles.administrator.id);
    const outcome = await project.run((work) => deactivateMember(work, { memberId: admin.id }), memberActor(admin));
    expect(outcome).toMatchObject({ kind: 'refused', why: 'self' });
    const weaken = { memberId: admin.id, roleId: project.roles.editor.id };
    expect(await project.run((work) => changeMemberRole(work, weaken), memberActor(admin))).toMatchObject({
      kind: 'refused',
      why: 'self',
    });
  });

  it('give nobody more than they have', async () => {
    const project = await newProject(core);
    const permissions: Permissions = {
      sections: { ...builtInRoles.operator.sections, members: 'edit' },
      mayNot: builtInRoles.operator.mayNot,
    };
    const member = await newMember(project);
    const helper = memberActor(member, 'Max', permissions);
    const refused = { kind: 'refused', why: 'exceeds_own' };
    const self = { memberId: member.id, roleId: project.roles.administrator.id };
    expect(await project.run((work) => changeMemberRole(work, self), helper)).toMatchObject(refused);
    const role = { name: 'Super', permissions: builtInRoles.administrator };
    expect(await project.run((work) => createRole(work, role), helper)).toMatchObject(refused);
    const lax = { name: 'Lax', permissions: { ...permissions, mayNot: [] } };
    expect(await project.run((work) => createRole(work, lax), helper)).toMatchObject(refused);
    const { role: same } = succeeded(
      await project.run((work) => createRole(work, { name: 'Same', permissions }), helper),
    );
    const more = { roleId: same.id, permissions: builtInRoles.administrator };
    expect(await project.run((work) => changeRole(work, more), helper)).toMatchObject(refused);
  });

  it('and roles of another project do not exist here', async () => {
    const [project, stranger] = [await newProject(core), await newProject(core)];
    const member = await newMember(stranger);
    const foreign = { memberId: member.id, roleId: project.roles.editor.id };
    await expect(project.run((work) => changeMemberRole(work, foreign))).rejects.toMatchObject({ code: 'not_found' });
    const input = { email: 'x@example.com', name: 'X', roleId: stranger.roles.editor.id };
    await expect(project.run((work) => createMember(work, input))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('S17: roles', () => {
  it('are made and changed; the built-in ones stay as they are, and the log tells what was given and taken', async () => {
    const project = await newProject(core);
    const permissions: Permissions = { ...builtInRoles.operator, mayNot: ['delete_stages'] };
    const { role } = succeeded(await project.run((work) => createRole(work, { name: 'Seller', permissions })));
    succeeded(await project.run((work) => changeRole(work, { roleId: role.id, name: 'Vendor' })));
    const builtIn = { roleId: project.roles.operator.id, permissions };
    expect(await project.run((work) => changeRole(work, builtIn))).toMatchObject({ kind: 'refused', why: 'built_in' });
    const stored = await project.run((work) => work.roles.get(role.id));
    expect(stored).toMatchObject({ name: 'Vendor', kind: 'custom', permissions });
    const stricter: Permissions = { sections: { ...permissions.sections, flows: 'none' }, mayNot: ['export'] };
    succeeded(await project.run((work) => changeRole(work, { roleId: role.id, permissions: stricter })));
    const events = await core.db.sql`
      select payload from events where project_id = ${project.id} and kind = 'role.changed' order by id desc limit 1`;
    expect(events[0]?.payload).toMatchObject({
      change: 'changed',
      name: 'Vendor',
      changes: {
        'section.flows': { from: 'view', to: 'none' },
        'restriction.delete_stages': { from: true, to: false },
        'restriction.export': { from: false, to: true },
      },
    });
  });

  it('D30: one in use is not deleted, nor a built-in one; with another role for its members it is', async () => {
    const project = await newProject(core);
    const permissions = builtInRoles.operator;
    const { role } = succeeded(await project.run((work) => createRole(work, { name: 'Seller', permissions })));
    const member = await newMember(project, role.id);
    const remove = (roleId = role.id) => project.run((work) => deleteRole(work, { roleId }));
    expect(await remove()).toMatchObject({ kind: 'refused', why: 'role_in_use' });
    expect(await remove(project.roles.editor.id)).toMatchObject({ kind: 'refused', why: 'built_in' });
    const toOwner = { roleId: role.id, targetRoleId: project.roles.owner.id };
    expect(await project.run((work) => deleteRole(work, toOwner))).toMatchObject({ kind: 'refused', why: 'owner' });
    const replaced = { roleId: role.id, targetRoleId: project.roles.editor.id };
    succeeded(await project.run((work) => deleteRole(work, replaced)));
    expect((await project.run((work) => work.members.get(member.id))).roleId).toBe(project.roles.editor.id);
    await expect(project.run((work) => work.roles.get(role.id))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('D30: one given away at the moment of its deletion stays', async () => {
    const project = await newProject(core);
    const permissions = builtInRoles.operator;
    const { role } = succeeded(await project.run((work) => createRole(work, { name: 'Seller', permissions })));
    let runs = 0;
    const outcome = await project.run(async (work) => {
      runs += 1;
      const deleted = await deleteRole(work, { roleId: role.id });
      if (runs === 1) await newMember(project, role.id);
      return deleted;
    });
    expect(outcome).toMatchObject({ kind: 'refused', why: 'role_in_use' });
  });
});

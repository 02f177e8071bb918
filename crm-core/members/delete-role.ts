import { and, eq } from 'drizzle-orm';
import { members } from '../../drizzle/schema/index.ts';
import type { RoleId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { memberName } from './known-members.ts';
import { isSelf, type MemberRefused, mayGive, refuse } from './role-rules.ts';

/**
 * Deletes a custom role (PRODUCT D30). One that somebody has, even a member who has left, goes only together with its
 * members' move to `targetRoleId`.
 */
export async function deleteRole(
  work: Work,
  input: { roleId: RoleId; targetRoleId?: RoleId | undefined },
): Promise<{ kind: 'ok' } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  if (role.kind !== 'custom') return refuse('built_in', 'Built-in roles stay.');
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const holders = await holdersOf(work, role);
  if (holders.length > 0) {
    const target = input.targetRoleId && (await work.roles.get(input.targetRoleId));
    if (!target || target.id === role.id) {
      return refuse('role_in_use', 'Members have this role: give them another one first.');
    }
    const given = mayGive(work.actor.permissions, target);
    if (given) return given;
    if (holders.some((member) => isSelf(work.actor, member.id)))
      return refuse('self', 'Your own role is for somebody else to change.');
    for (const member of holders) giveRole(work, member, { from: role, to: target });
  }
  work.roles.remove(role.id);
  work.touchConfig();
  work.emit('role.changed', {}, { change: 'deleted', roleId: role.id, name: role.name });
  return { kind: 'ok' };
}

async function holdersOf(work: Work, role: Row<'roles'>): Promise<Row<'members'>[]> {
  const rows = await work.db.orm
    .select()
    .from(members)
    .where(and(eq(members.projectId, work.projectId), eq(members.roleId, role.id)));
  work.members.seed(rows);
  return rows;
}

function giveRole(work: Work, member: Row<'members'>, roles: { from: Row<'roles'>; to: Row<'roles'> }): void {
  work.members.update(member.id, { roleId: roles.to.id });
  const name = memberName(work.config, member.id);
  const changes = { role: { from: roles.from.name, to: roles.to.name } };
  work.emit('member.changed', {}, { change: 'role', memberId: member.id, name, changes });
}

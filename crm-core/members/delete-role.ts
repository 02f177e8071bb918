import { and, eq } from 'drizzle-orm';
import { members } from '../../drizzle/schema/index.ts';
import type { RoleId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Deletes a custom role that nobody has, not even a member who has left (PRODUCT D30). */
export async function deleteRole(work: Work, input: { roleId: RoleId }): Promise<{ kind: 'ok' } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  if (role.kind !== 'custom') return refuse('built_in', 'Built-in roles stay.');
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const [holder] = await work.db.orm
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.projectId, work.projectId), eq(members.roleId, role.id)))
    .limit(1);
  if (holder) return refuse('role_in_use', 'Members have this role: give them another one first.');
  work.roles.remove(role.id);
  work.touchConfig();
  work.emit('project.changed', {}, { change: 'role_deleted', roleId: role.id, name: role.name });
  return { kind: 'ok' };
}

import type { RoleId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { Permissions } from './permissions.ts';
import { covers, type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Changes what a role may do (PRODUCT S17: existing roles too); only the owner's stays as it is. */
export async function changeRole(
  work: Work,
  input: { roleId: RoleId; name?: string; permissions?: Permissions },
): Promise<{ kind: 'ok'; role: Row<'roles'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const permissions = input.permissions ?? role.permissions;
  if (!covers(work.actor.permissions, permissions))
    return refuse('exceeds_own', 'This role may do more than your own.');
  const fields = { name: input.name === undefined ? role.name : checkName(input.name), permissions };
  const changes = changedFields(role, fields);
  if (Object.keys(changes).length === 0) return { kind: 'ok', role };
  work.touchConfig();
  work.emit('project.changed', {}, { change: 'role_changed', roleId: role.id, name: fields.name, changes });
  return { kind: 'ok', role: work.roles.update(role.id, fields) };
}

import type { RoleId } from '../../kernel/ids.ts';
import { changedFields, type FieldChanges } from '../changed-fields.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type Permissions, restrictions } from './permissions.ts';
import { covers, exceedsOwn, type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Changes what one of the project's own roles may do (PRODUCT S17). The built-in ones stay what their names promise. */
export async function changeRole(
  work: Work,
  input: { roleId: RoleId; name?: string; permissions?: Permissions },
): Promise<{ kind: 'ok'; role: Row<'roles'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  if (role.kind !== 'custom') return refuse('built_in', 'Built-in roles stay: make a copy and change that.');
  const permissions = input.permissions ?? role.permissions;
  if (!covers(work.actor.permissions, permissions)) return exceedsOwn();
  const name = input.name === undefined ? role.name : checkName(input.name);
  const changes = {
    ...changedFields({ name: role.name }, { name }),
    ...permissionChanges(role.permissions, permissions),
  };
  if (Object.keys(changes).length === 0) return { kind: 'ok', role };
  work.touchConfig();
  work.emit('role.changed', {}, { change: 'changed', roleId: role.id, name, changes });
  return { kind: 'ok', role: work.roles.update(role.id, { name, permissions }) };
}

/** By section and by switch, so that the audit log tells exactly what was given or taken. */
function permissionChanges(before: Permissions, after: Permissions): FieldChanges {
  const flat = ({ sections, mayNot }: Permissions) => ({
    ...Object.fromEntries(Object.entries(sections).map(([section, level]) => [`section.${section}`, level])),
    ...Object.fromEntries(restrictions.map((one) => [`restriction.${one}`, mayNot.includes(one)])),
  });
  return changedFields(flat(before), flat(after));
}

import { newId } from '../../kernel/ids.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { Permissions } from './permissions.ts';
import { covers, exceedsOwn, type MemberRefused } from './role-rules.ts';

/** A role of the project's own (PRODUCT S17, D30). */
export async function createRole(
  work: Work,
  input: { name: string; permissions: Permissions },
): Promise<{ kind: 'ok'; role: Row<'roles'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const { permissions } = input;
  if (!covers(work.actor.permissions, permissions)) return exceedsOwn();
  const role = work.roles.insert({
    id: newId('role'),
    projectId: work.projectId,
    kind: 'custom',
    name: checkName(input.name),
    permissions,
    version: 1,
    createdAt: work.now,
  });
  work.touchConfig();
  work.emit('role.changed', {}, { change: 'created', roleId: role.id, name: role.name, permissions });
  return { kind: 'ok', role };
}

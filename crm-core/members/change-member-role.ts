import type { MemberId, RoleId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { isSelf, type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Gives a member another role. Neither the old nor the new one may exceed what the actor may do himself. */
export async function changeMemberRole(
  work: Work,
  input: { memberId: MemberId; roleId: RoleId },
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const known = getMember(work.config, input.memberId);
  const member = await work.members.get(input.memberId);
  const role = await work.roles.get(input.roleId);
  const own = work.actor.permissions;
  const refused = mayGive(own, await work.roles.get(member.roleId)) ?? mayGive(own, role);
  if (refused) return refused;
  if (member.roleId === role.id) return { kind: 'ok', member };
  if (isSelf(work.actor, member.id)) return refuse('self', 'Your own role is for somebody else to change.');
  work.touchConfig();
  const changes = { role: { from: known.role.name, to: role.name } };
  work.emit('member.changed', {}, { change: 'role', memberId: member.id, name: known.name, changes });
  return { kind: 'ok', member: work.members.update(member.id, { roleId: role.id }) };
}

import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Takes a member's seat away. What he did, and what he is responsible for, keeps his name. */
export async function deactivateMember(
  work: Work,
  input: { memberId: MemberId },
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const known = getMember(work.config, input.memberId);
  const member = await work.members.get(input.memberId);
  if (!member.active) return { kind: 'ok', member };
  const refused = mayGive(work.actor.permissions, await work.roles.get(member.roleId));
  if (refused) return refused;
  const { record } = work.actor;
  if (record.kind === 'member' && record.memberId === member.id) return refuse('self', 'You cannot remove yourself.');
  work.touchConfig();
  work.emit('project.changed', {}, { change: 'member_removed', memberId: member.id, name: known.name });
  return { kind: 'ok', member: work.members.update(member.id, { active: false }) };
}

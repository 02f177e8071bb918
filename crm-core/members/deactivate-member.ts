import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { isSelf, type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Takes a member's seat away. What he did, and what he is responsible for, keeps his name (see `handOver`). */
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
  if (isSelf(work.actor, member.id)) return refuse('self', 'You cannot remove yourself.');
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'deactivated', memberId: member.id, name: known.name });
  return { kind: 'ok', member: work.members.update(member.id, { active: false }) };
}

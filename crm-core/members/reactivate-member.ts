import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Gives a member who had left his seat back, with the role that he had. */
export async function reactivateMember(
  work: Work,
  input: { memberId: MemberId },
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const known = getMember(work.config, input.memberId);
  const member = await work.members.get(input.memberId);
  if (member.active) return { kind: 'ok', member };
  if (await work.invitations.find(member.id)) return refuse('already_invited', 'This person is invited already.');
  const refused = mayGive(work.actor.permissions, await work.roles.get(member.roleId));
  if (refused) return refused;
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'reactivated', memberId: member.id, name: known.name });
  return { kind: 'ok', member: work.members.update(member.id, { active: true }) };
}

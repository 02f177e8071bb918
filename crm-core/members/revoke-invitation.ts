import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** Ends an invitation. A seat that was made for it goes with it; one that had been taken before stays, as it was. */
export async function revokeInvitation(
  work: Work,
  input: { memberId: MemberId },
): Promise<{ kind: 'ok' } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const known = getMember(work.config, input.memberId);
  const member = await work.members.get(input.memberId);
  const invitation = await work.invitations.find(member.id);
  if (!invitation) return refuse('not_invited', 'Nobody is invited to this seat.');
  const refused = mayGive(work.actor.permissions, await work.roles.get(member.roleId));
  if (refused) return refused;
  work.invitations.remove(member.id);
  if (invitation.newSeat) work.members.remove(member.id);
  else work.members.touch(member.id);
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'invitation_revoked', memberId: member.id, name: known.name });
  return { kind: 'ok' };
}

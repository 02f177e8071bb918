import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Work } from '../work/work.ts';
import { type Invited, issueInvitation } from './invite-member.ts';
import { getMember } from './known-members.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/** A new link with a new term, when the old one was lost or grew too old. The old one ends. */
export async function renewInvitation(work: Work, input: { memberId: MemberId }): Promise<Invited | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const known = getMember(work.config, input.memberId);
  const member = await work.members.get(input.memberId);
  const invitation = await work.invitations.find(member.id);
  if (!invitation) return refuse('not_invited', 'Nobody is invited to this seat.');
  const refused = mayGive(work.actor.permissions, await work.roles.get(member.roleId));
  if (refused) return refused;
  // Whoever accepts at this moment meets another version of the seat.
  work.members.touch(member.id);
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'invitation_renewed', memberId: member.id, name: known.name });
  return { kind: 'ok', member, ...issueInvitation(work, member, invitation.newSeat) };
}

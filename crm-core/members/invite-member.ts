import type { RoleId } from '../../kernel/ids.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';
import { newSeat, seatOf, userWith } from './seats.ts';

export interface Invited {
  kind: 'ok';
  member: Row<'members'>;
  invitation: Row<'invitations'>;
  /** Whoever holds it takes the seat. Given out once: only its hash is kept. */
  token: string;
}

const days = 7;

/** Keeps a seat free for somebody until he comes with the link (PRODUCT D30). No letter is sent: the link is handed over by hand. */
export async function inviteMember(
  work: Work,
  input: { email: string; name: string; roleId: RoleId },
): Promise<Invited | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const userId = await userWith(work, input);
  const seat = await seatOf(work, userId);
  if (seat?.active) return refuse('already_member', 'This person is a member already.');
  if (seat && (await work.invitations.find(seat.id)))
    return refuse('already_invited', 'This person is invited already.');
  const member = seat
    ? work.members.update(seat.id, { roleId: role.id })
    : newSeat(work, { userId, roleId: role.id, active: false });
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'invited', memberId: member.id, name: input.name, role: role.name });
  return { kind: 'ok', member, ...issueInvitation(work, member, seat === undefined) };
}

/** A new link for a seat; an older one is no longer in force. */
export function issueInvitation(
  work: Work,
  member: Row<'members'>,
  isNewSeat: boolean,
): { invitation: Row<'invitations'>; token: string } {
  const token = randomToken();
  const invitation = work.invitations.insert({
    memberId: member.id,
    projectId: work.projectId,
    tokenHash: tokenHash(token),
    newSeat: isNewSeat,
    invitedBy: 'name' in work.actor.record ? work.actor.record.name : work.config.project.name,
    createdAt: work.now,
    expiresAt: new Date(work.now.getTime() + days * 24 * 60 * 60 * 1000),
  });
  return { invitation, token };
}

import { and, eq } from 'drizzle-orm';
import { invitations } from '../../drizzle/schema/index.ts';
import { tokenHash } from '../../kernel/secret-box.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getMember } from './known-members.ts';
import { type MemberRefused, refuse } from './role-rules.ts';

/** Takes the seat that the token's link is for. Asks for no permission: holding the link, in time, is what it takes. */
export async function acceptInvitation(
  work: Work,
  input: { token: string },
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  const [invitation] = await work.db.orm
    .select()
    .from(invitations)
    .where(and(eq(invitations.projectId, work.projectId), eq(invitations.tokenHash, tokenHash(input.token))));
  if (!invitation || invitation.expiresAt <= work.now) {
    return refuse('invitation_over', 'This invitation was used, revoked, or is too old.');
  }
  work.invitations.seed([invitation]);
  const { name } = getMember(work.config, invitation.memberId);
  const seat = await work.members.get(invitation.memberId);
  work.invitations.remove(seat.id);
  const member = work.members.update(seat.id, { active: true });
  work.touchConfig();
  work.emit('member.changed', {}, { change: 'joined', memberId: member.id, name });
  return { kind: 'ok', member };
}

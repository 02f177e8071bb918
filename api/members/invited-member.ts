import type { Invited } from '../../crm-core/members/invite-member.ts';
import type { MemberRefused } from '../../crm-core/members/role-rules.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { MemberLink, MemberView } from '../contract/members.ts';
import { getMemberView } from './member-view.ts';

/** The seat with the link that takes it; or the refusal. */
export async function invitedMember(
  deps: ApiDeps,
  outcome: Invited | MemberRefused,
): Promise<{ kind: 'ok'; member: MemberView; link: MemberLink } | MemberRefused> {
  if (outcome.kind === 'refused') return outcome;
  const { member, invitation, token } = outcome;
  return {
    kind: 'ok',
    member: await getMemberView(deps, member.projectId, member.id),
    link: { path: `/join?token=${token}`, expiresAt: invitation.expiresAt.toISOString() },
  };
}

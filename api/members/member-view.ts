import { and, asc, eq } from 'drizzle-orm';
import { invitations, members, users } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { MemberId, ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { MemberView } from '../contract/members.ts';

/** All seats of the project, the oldest first. */
export async function listMemberViews({ core }: ApiDeps, projectId: ProjectId): Promise<MemberView[]> {
  const rows = await seats(core.db.orm).where(eq(members.projectId, projectId)).orderBy(asc(members.id));
  return rows.map(memberView);
}

/** Throws `not_found`. */
export async function getMemberView({ core }: ApiDeps, projectId: ProjectId, id: MemberId): Promise<MemberView> {
  const [row] = await seats(core.db.orm).where(and(eq(members.projectId, projectId), eq(members.id, id)));
  if (!row) throw notFound('member', id);
  return memberView(row);
}

type Seat = Awaited<ReturnType<typeof seats>>[number];

function seats(orm: ApiDeps['core']['db']['orm']) {
  return orm
    .select({ member: members, name: users.name, email: users.email, invitedUntil: invitations.expiresAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(invitations, eq(invitations.memberId, members.id));
}

function memberView({ member, name, email, invitedUntil }: Seat): MemberView {
  return {
    ...{ id: member.id, name, email, roleId: member.roleId },
    state: member.active ? 'active' : invitedUntil ? 'invited' : 'deactivated',
    invitedUntil: invitedUntil?.toISOString() ?? null,
    since: member.createdAt.toISOString(),
  };
}

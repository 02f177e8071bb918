import { and, eq, gt, isNull, ne, or } from 'drizzle-orm';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Database } from '../../drizzle/client.ts';
import { invitations, members, projects, roles, users } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import { tokenHash } from '../../kernel/secret-box.ts';

export interface OpenInvitation {
  invitation: Row<'invitations'>;
  project: Row<'projects'>;
  role: Row<'roles'>;
  user: typeof users.$inferSelect;
}

/** The invitation in force that the token is for. Throws `not_found`. */
export async function openInvitation(db: Database, token: string, now: Date): Promise<OpenInvitation> {
  const [found] = await db.orm
    .select({ invitation: invitations, project: projects, role: roles, user: users })
    .from(invitations)
    .innerJoin(members, eq(members.id, invitations.memberId))
    .innerJoin(projects, eq(projects.id, members.projectId))
    .innerJoin(roles, eq(roles.id, members.roleId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(invitations.tokenHash, tokenHash(token)), gt(invitations.expiresAt, now)));
  if (!found) throw notFound('invitation', 'of this link');
  return found;
}

/**
 * Whether nobody has been this user yet: he has no password, and no seat in another project but ones that wait for him.
 * Only then may a link make somebody him; an account that works is joined by signing in, or an invitation would be a way
 * into other projects (PRODUCT D31).
 */
export async function isNewUser(db: Database, { user, project }: OpenInvitation): Promise<boolean> {
  if (user.passwordHash !== null) return false;
  const [seat] = await db.orm
    .select({ id: members.id })
    .from(members)
    .leftJoin(invitations, eq(invitations.memberId, members.id))
    .where(
      and(
        eq(members.userId, user.id),
        ne(members.projectId, project.id),
        or(isNull(invitations.memberId), eq(invitations.newSeat, false)),
      ),
    )
    .limit(1);
  return seat === undefined;
}

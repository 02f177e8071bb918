import { and, asc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database } from '../../drizzle/client.ts';
import { members, projects, roles, users } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { UserId } from '../../kernel/ids.ts';
import type { me } from '../contract/session.ts';

/** A user with the projects in which he has an active seat, oldest first. */
export async function meOf(db: Database, userId: UserId): Promise<z.input<typeof me>> {
  const [user] = await db.orm.select().from(users).where(eq(users.id, userId));
  if (!user) throw notFound('user', userId);
  const seats = await db.orm
    .select({ member: members, role: roles, project: projects })
    .from(members)
    .innerJoin(roles, eq(roles.id, members.roleId))
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), eq(members.active, true)))
    .orderBy(asc(projects.id));
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    hasPassword: user.passwordHash !== null,
    memberships: seats.map(({ member, role, project }) => ({
      projectId: project.id,
      projectName: project.name,
      demo: project.demo,
      locale: project.settings.locale,
      memberId: member.id,
      roleName: role.name,
      permissions: role.permissions,
    })),
  };
}

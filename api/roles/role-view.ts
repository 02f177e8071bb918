import { and, asc, eq, sql } from 'drizzle-orm';
import { members, roles } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId, RoleId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { RoleView } from '../contract/members.ts';

const kinds: readonly RoleView['kind'][] = ['owner', 'administrator', 'editor', 'operator', 'custom'];

/** The built-in ones first, from the strongest on; then the project's own, the oldest first. */
export async function listRoleViews({ core }: ApiDeps, projectId: ProjectId): Promise<RoleView[]> {
  const rows = await views(core.db.orm).where(eq(roles.projectId, projectId)).orderBy(asc(roles.id));
  return rows.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** Throws `not_found`. */
export async function getRoleView({ core }: ApiDeps, projectId: ProjectId, id: RoleId): Promise<RoleView> {
  const [row] = await views(core.db.orm).where(and(eq(roles.projectId, projectId), eq(roles.id, id)));
  if (!row) throw notFound('role', id);
  return row;
}

function views(orm: ApiDeps['core']['db']['orm']) {
  const { id, kind, name, permissions } = roles;
  const holders = sql<number>`(select count(*)::int from ${members} where ${members.roleId} = ${roles.id})`;
  return orm.select({ id, kind, name, permissions, members: holders }).from(roles);
}

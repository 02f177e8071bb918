import { and, asc, eq, sql } from 'drizzle-orm';
import { mayGive } from '../../crm-core/members/role-rules.ts';
import { roles } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { RoleId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { RoleView } from '../contract/members.ts';

interface Asking {
  deps: ApiDeps;
  caller: ProjectCaller;
}

const kinds: readonly RoleView['kind'][] = ['owner', 'administrator', 'editor', 'operator', 'custom'];

/** The built-in ones first, from the strongest on; then the project's own, the oldest first. */
export async function listRoleViews(asking: Asking): Promise<RoleView[]> {
  const rows = await found(asking).where(eq(roles.projectId, asking.caller.projectId)).orderBy(asc(roles.id));
  return rows
    .map((row) => roleView(row, asking.caller))
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** Throws `not_found`. */
export async function getRoleView(asking: Asking, id: RoleId): Promise<RoleView> {
  const [row] = await found(asking).where(and(eq(roles.projectId, asking.caller.projectId), eq(roles.id, id)));
  if (!row) throw notFound('role', id);
  return roleView(row, asking.caller);
}

type Found = Awaited<ReturnType<typeof found>>[number];

function found({ deps }: Asking) {
  const holders = sql<number>`(select count(*)::int from members where members.role_id = roles.id)`;
  return deps.core.db.orm.select({ role: roles, holders }).from(roles);
}

function roleView({ role, holders }: Found, { actor }: ProjectCaller): RoleView {
  const { id, kind, name, permissions } = role;
  return { id, kind, name, permissions, members: holders, grantable: !mayGive(actor.permissions, role) };
}

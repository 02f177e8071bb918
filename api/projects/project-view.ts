import { asc, eq } from 'drizzle-orm';
import { roles } from '../../drizzle/schema/index.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ProjectView } from '../contract/projects.ts';
import { fieldView } from '../fields/field-view.ts';

/** The project as it stands now, with its members and roles. Throws `not_found`. */
export async function getProjectView({ core }: ApiDeps, projectId: ProjectId): Promise<ProjectView> {
  const { project, members, fields } = await core.configs.current(projectId);
  const roleRows = await core.db.orm.select().from(roles).where(eq(roles.projectId, projectId)).orderBy(asc(roles.id));
  const { id, name, demo, settings, version } = project;
  return {
    ...{ id, name, demo, settings, version },
    members: members.map(({ row, role, name: memberName, email }) => ({
      id: row.id,
      name: memberName,
      email,
      roleId: role.id,
      roleName: role.name,
      active: row.active,
    })),
    fields: fields.map(fieldView),
    roles: roleRows.map((role) => ({ id: role.id, kind: role.kind, name: role.name, permissions: role.permissions })),
  };
}

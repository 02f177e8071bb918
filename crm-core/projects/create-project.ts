import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { ProjectSettings } from '../../drizzle/schema/documents.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { newId } from '../../kernel/ids.ts';
import { type BuiltInRole, builtInRoles } from '../members/permissions.ts';
import type { Row } from '../work/tables.ts';
import { checkName } from './check-name.ts';
import { defaultSettings, roleNames } from './project-defaults.ts';

export interface NewProject {
  name: string;
  /** Found by his e-mail, or made. */
  owner: { email: string; name: string };
  locale?: ProjectSettings['locale'];
  settings?: Partial<ProjectSettings>;
  demo?: boolean;
}

export interface CreatedProject {
  project: Row<'projects'>;
  owner: Row<'members'>;
  roles: Record<BuiltInRole, Row<'roles'>>;
}

/** A project with its built-in roles and its owner's seat. There is no `Work` yet to do it in: a work belongs to a project. */
export async function createProject(db: Database, now: Date, input: NewProject): Promise<CreatedProject> {
  const settings = { ...defaultSettings(input.locale ?? 'ru'), ...input.settings };
  const project: Row<'projects'> = {
    id: newId('project'),
    name: checkName(input.name),
    settings,
    variables: {},
    configVersion: 1,
    demo: input.demo ?? false,
    version: 1,
    createdAt: now,
  };
  const roles = rolesOf(project);
  return db.orm.transaction(async (tx) => {
    const email = input.owner.email.trim().toLowerCase();
    await tx
      .insert(schema.users)
      .values({ id: newId('user'), email, name: checkName(input.owner.name), passwordHash: null, createdAt: now })
      .onConflictDoNothing();
    const [user] = await tx.select().from(schema.users).where(eq(schema.users.email, email));
    if (!user) throw new Error('the owner was removed while his project was made');
    const owner: Row<'members'> = {
      id: newId('member'),
      projectId: project.id,
      userId: user.id,
      roleId: roles.owner.id,
      active: true,
      version: 1,
      createdAt: now,
    };
    await tx.insert(schema.projects).values(project);
    await tx.insert(schema.roles).values(Object.values(roles));
    await tx.insert(schema.members).values(owner);
    return { project, owner, roles };
  });
}

function rolesOf(project: Row<'projects'>): Record<BuiltInRole, Row<'roles'>> {
  const role = (kind: BuiltInRole): Row<'roles'> => ({
    id: newId('role'),
    projectId: project.id,
    kind,
    name: roleNames[project.settings.locale][kind],
    permissions: builtInRoles[kind],
    version: 1,
    createdAt: project.createdAt,
  });
  return {
    owner: role('owner'),
    administrator: role('administrator'),
    editor: role('editor'),
    operator: role('operator'),
  };
}

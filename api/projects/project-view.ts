import type { ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import { maySee, type ProjectCaller } from '../auth/caller.ts';
import type { ProjectView } from '../contract/projects.ts';
import { fieldView } from '../fields/field-view.ts';

interface Asking {
  deps: ApiDeps;
  caller: ProjectCaller;
  params: { projectId: ProjectId };
}

/** The project as it stands now, with its members as this caller may see them. Throws `not_found`. */
export async function getProjectView({ deps, caller, params }: Asking): Promise<ProjectView> {
  const { project, members, fields } = await deps.core.configs.current(params.projectId);
  const { id, name, demo, settings, version } = project;
  const seesMembers = maySee(caller.actor.permissions, 'members');
  return {
    ...{ id, name, demo, settings, version },
    members: members.map(({ row, role, name: memberName, email }) => ({
      id: row.id,
      name: memberName,
      email: seesMembers ? email : '',
      roleId: role.id,
      roleName: role.name,
      active: row.active,
    })),
    fields: fields.map(fieldView),
  };
}

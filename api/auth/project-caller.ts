import type { ConfigCache } from '../../crm-core/config/load-config.ts';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Credential } from './authenticate.ts';
import type { ProjectCaller } from './caller.ts';

/**
 * The member or API key that a credential is in this project. Throws `not_found` for a project that is not his: whether
 * it exists is none of his business.
 */
export async function projectCaller(
  configs: ConfigCache,
  credential: Credential,
  projectId: ProjectId,
): Promise<ProjectCaller> {
  if (credential.kind === 'api_key') {
    if (credential.projectId !== projectId) throw notFound('project', projectId);
    return {
      projectId,
      config: await configs.at(projectId, credential.configVersion),
      actor: { record: { kind: 'api_key', name: credential.name }, permissions: credential.permissions },
      member: undefined,
    };
  }
  if (credential.configVersion === null) throw notFound('project', projectId);
  return memberCaller(await configs.at(projectId, credential.configVersion), credential.user.userId);
}

function memberCaller(config: ProjectConfig, userId: string): ProjectCaller {
  const projectId = config.project.id;
  const member = config.members.find(({ row }) => row.userId === userId && row.active);
  if (!member) throw notFound('project', projectId);
  return {
    projectId,
    config,
    actor: {
      record: { kind: 'member', memberId: member.row.id, name: member.name },
      permissions: member.role.permissions,
    },
    member,
  };
}

import type { Request, Response } from 'express';
import { allows } from '../../crm-core/members/permissions.ts';
import { demand } from '../../crm-core/work/actor.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { isId, type ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Access, MemberAccess } from '../contract/operation.ts';
import { authenticate, type Credential } from './authenticate.ts';
import type { AnyCaller, ProjectCaller, UserCaller } from './caller.ts';
import { projectCaller } from './project-caller.ts';
import { requireSameOrigin } from './require-same-origin.ts';
import { isBoundToHttps, sessionCookie } from './session-cookie.ts';
import { prolongSession } from './sessions.ts';

interface Asking {
  request: Request;
  response: Response;
  deps: ApiDeps;
}

/** Lets in whom an operation is for. Throws for cross-site requests, strangers, other tenants and roles that may not. */
export async function admit(access: Access, asking: Asking): Promise<AnyCaller> {
  requireSameOrigin(asking.request, asking.deps.publicUrl);
  switch (access.kind) {
    case 'public':
      return undefined;
    case 'user':
      return admitUser(asking);
    case 'seat':
      return admitToProject(asking);
    case 'member':
      return admitMember(access, asking);
    default:
      return assertNever(access);
  }
}

async function admitUser(asking: Asking): Promise<UserCaller> {
  const credential = await identify(asking, undefined);
  if (credential.kind === 'session') return credential.user;
  throw new AppError('forbidden', {
    message: 'an API key is no user',
    userMessage: 'This is for people who signed in; an API key has no profile.',
  });
}

async function admitMember(access: MemberAccess, asking: Asking): Promise<ProjectCaller> {
  const caller = await admitToProject(asking);
  const { permissions } = caller.actor;
  if (!access.or?.some((one) => allows(permissions, one.section, one.level))) {
    demand(caller.actor, access.section, access.level);
  }
  return caller;
}

/** Whoever has a seat in the project of the path, whatever his role may do there. */
export async function admitToProject(asking: Asking): Promise<ProjectCaller> {
  const named = asking.request.params.projectId;
  const projectId = isId('project', named) ? named : undefined;
  const credential = await identify(asking, projectId);
  if (!projectId) throw notFound('project', String(named));
  return projectCaller(asking.deps.core.configs, credential, projectId);
}

async function identify({ request, response, deps }: Asking, projectId: ProjectId | undefined): Promise<Credential> {
  const { db, clock } = deps.core;
  const now = clock.now();
  const secure = isBoundToHttps(deps);
  const credential = await authenticate(request, { db, now, secure, projectId });
  // A live stream that asks again can no longer send the cookie that belongs to a longer session.
  if (credential.kind === 'session' && !response.headersSent && (await prolongSession(db, credential, now))) {
    sessionCookie(response, secure).set(credential.token);
  }
  return credential;
}

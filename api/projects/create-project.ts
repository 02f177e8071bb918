import { allows } from '../../crm-core/members/permissions.ts';
import { createProject as create } from '../../crm-core/projects/create-project.ts';
import { AppError } from '../../kernel/errors.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { meOf } from '../session/me-of.ts';

/** Who was only invited to answer customers founds no project on somebody else's server; who has none may begin. */
export const createProject: Handler<typeof projects.create> = async ({ deps, caller, body }) => {
  const { db, clock } = deps.core;
  const { memberships } = await meOf(db, caller.userId);
  const trusted = memberships.some(({ permissions }) => allows(permissions, 'members', 'edit'));
  if (memberships.length > 0 && !trusted) {
    throw new AppError('forbidden', { message: 'creating a project takes the right to edit the members of one' });
  }
  const { name, locale, timeZone } = body;
  const created = await create(db, clock.now(), { name, owner: caller, locale, settings: { timeZone } });
  return { projectId: created.project.id };
};

import type { invitations } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { isNewUser, openInvitation } from './open-invitation.ts';

export const lookAtInvitation: Handler<typeof invitations.look> = async ({ deps, body }) => {
  const { db, clock } = deps.core;
  const opened = await openInvitation(db, body.token, clock.now());
  const { invitation, project, role, user } = opened;
  return {
    projectName: project.name,
    locale: project.settings.locale,
    name: user.name,
    email: user.email,
    roleKind: role.kind,
    roleName: role.name,
    invitedBy: invitation.invitedBy,
    expiresAt: invitation.expiresAt.toISOString(),
    takes: (await isNewUser(db, opened)) ? 'password' : 'sign_in',
  };
};

import type { invitations } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { refusedError } from '../http/refused-error.ts';
import { meOf } from '../session/me-of.ts';
import { openInvitation } from './open-invitation.ts';
import { takeSeat } from './take-seat.ts';

export const joinByInvitation: Handler<typeof invitations.join> = async ({ deps, caller, body }) => {
  const { db, clock } = deps.core;
  const opened = await openInvitation(db, body.token, clock.now());
  if (opened.user.id !== caller.userId) {
    throw refusedError({ why: 'other_user', message: 'This invitation is for somebody with another e-mail.' });
  }
  await takeSeat(deps, opened, { token: body.token, name: caller.name });
  return meOf(db, caller.userId);
};

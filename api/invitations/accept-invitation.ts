import { hashPassword } from '../auth/passwords.ts';
import { beginSession } from '../auth/sessions.ts';
import type { invitations } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { refusedError } from '../http/refused-error.ts';
import { meOf } from '../session/me-of.ts';
import { isNewUser, openInvitation } from './open-invitation.ts';
import { takeSeat } from './take-seat.ts';

/** The password comes first: whoever sets it is the one who takes the seat, if two open the link at the same moment. */
export const acceptInvitation: Handler<typeof invitations.accept> = async ({ deps, body, cookie }) => {
  const { db, clock } = deps.core;
  const opened = await openInvitation(db, body.token, clock.now());
  const { user } = opened;
  const [own] = (await isNewUser(db, opened))
    ? await db.sql`
        update users set name = ${body.name}, password_hash = ${await hashPassword(body.password)}
        where id = ${user.id} and password_hash is null returning id`
    : [];
  if (!own) throw refusedError({ why: 'has_account', message: 'This person has an account: sign in to join.' });
  await takeSeat(deps, opened, body);
  cookie.set(await beginSession(db, user.id, clock.now()));
  return meOf(db, user.id);
};

import { eq } from 'drizzle-orm';
import { users } from '../../drizzle/schema/index.ts';
import { AppError } from '../../kernel/errors.ts';
import { isPassword } from '../auth/passwords.ts';
import { beginSession } from '../auth/sessions.ts';
import type { session } from '../contract/session.ts';
import type { Handler } from '../http/handler.ts';
import { meOf } from './me-of.ts';

/** Says the same, in the same time, to a wrong password and to an e-mail that nobody has. */
export const signIn: Handler<typeof session.signIn> = async ({ deps, body, cookie }) => {
  const { db, clock } = deps.core;
  const [user] = await db.orm.select().from(users).where(eq(users.email, body.email.toLowerCase()));
  if (!(await isPassword(body.password, user?.passwordHash)) || !user) {
    throw new AppError('unauthenticated', {
      message: 'wrong e-mail or password',
      userMessage: 'The e-mail or the password is wrong.',
    });
  }
  cookie.set(await beginSession(db, user.id, clock.now()));
  return meOf(db, user.id);
};

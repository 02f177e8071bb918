import { AppError } from '../../kernel/errors.ts';
import { beginSession, takeSignInLink } from '../auth/sessions.ts';
import type { session } from '../contract/session.ts';
import type { Handler } from '../http/handler.ts';
import { meOf } from './me-of.ts';

export const redeemLink: Handler<typeof session.redeemLink> = async ({ deps, body, cookie }) => {
  const { db, clock } = deps.core;
  const userId = await takeSignInLink(db, body.token, clock.now());
  if (!userId) {
    throw new AppError('unauthenticated', {
      message: 'the sign-in link is not in force',
      userMessage: 'This link was used already or is too old.',
    });
  }
  cookie.set(await beginSession(db, userId, clock.now()));
  return meOf(db, userId);
};

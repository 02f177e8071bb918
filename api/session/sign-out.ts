import { endSession } from '../auth/sessions.ts';
import type { session } from '../contract/session.ts';
import type { Handler } from '../http/handler.ts';

export const signOut: Handler<typeof session.signOut> = async ({ deps, caller, cookie }) => {
  await endSession(deps.core.db, caller.sessionHash);
  cookie.clear();
  return {};
};

import type { session } from '../contract/session.ts';
import type { Handler } from '../http/handler.ts';
import { meOf } from './me-of.ts';

export const getMe: Handler<typeof session.me> = ({ deps, caller }) => meOf(deps.core.db, caller.userId);

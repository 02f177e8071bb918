import type { roles } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { listRoleViews } from './role-view.ts';

export const listRoles: Handler<typeof roles.list> = (call) => listRoleViews(call);

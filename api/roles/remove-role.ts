import { deleteRole } from '../../crm-core/members/delete-role.ts';
import type { roles } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeRole: Handler<typeof roles.remove> = (call) =>
  inWork(call, (work) => deleteRole(work, { roleId: call.params.roleId, ...call.query }));

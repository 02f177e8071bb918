import { changeRole as change } from '../../crm-core/members/change-role.ts';
import type { roles } from '../contract/members.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getRoleView } from './role-view.ts';

export const changeRole: Handler<typeof roles.change> = async (call) => {
  const { roleId } = call.params;
  const changed = await inWork(call, (work) => change(work, { roleId, ...given(call.body) }));
  if (changed.kind === 'refused') return changed;
  return { kind: 'ok', role: await getRoleView(call, roleId) };
};

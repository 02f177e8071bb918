import { createRole as create } from '../../crm-core/members/create-role.ts';
import type { roles } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getRoleView } from './role-view.ts';

export const createRole: Handler<typeof roles.create> = async (call) => {
  const made = await inWork(call, (work) => create(work, call.body));
  if (made.kind === 'refused') return made;
  return { kind: 'ok', role: await getRoleView(call, made.role.id) };
};

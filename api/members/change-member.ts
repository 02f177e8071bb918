import { changeMemberRole as change } from '../../crm-core/members/change-member-role.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { changedMember } from './changed-member.ts';

export const changeMember: Handler<typeof members.change> = async (call) =>
  changedMember(call.deps, await inWork(call, (work) => change(work, { ...call.params, ...call.body })));

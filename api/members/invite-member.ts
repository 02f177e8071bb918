import { inviteMember as invite } from '../../crm-core/members/invite-member.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { invitedMember } from './invited-member.ts';

export const inviteMember: Handler<typeof members.invite> = async (call) =>
  invitedMember(call.deps, await inWork(call, (work) => invite(work, call.body)));

import { renewInvitation as renew } from '../../crm-core/members/renew-invitation.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { invitedMember } from './invited-member.ts';

export const renewInvitation: Handler<typeof members.renewInvitation> = async (call) =>
  invitedMember(call.deps, await inWork(call, (work) => renew(work, call.params)));

import { revokeInvitation as revoke } from '../../crm-core/members/revoke-invitation.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const revokeInvitation: Handler<typeof members.revokeInvitation> = (call) =>
  inWork(call, (work) => revoke(work, call.params));

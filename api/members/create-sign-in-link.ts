import { allowSignInLink } from '../../crm-core/members/allow-sign-in-link.ts';
import { createSignInLink as create, linkEnd } from '../auth/sessions.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getMemberView } from './member-view.ts';

export const createSignInLink: Handler<typeof members.signInLink> = async (call) => {
  const { deps, params } = call;
  const allowed = await inWork(call, (work) => allowSignInLink(work, params));
  if (allowed.kind === 'refused') return allowed;
  const now = deps.core.clock.now();
  const token = await create(deps.core.db, allowed.member.userId, now);
  return {
    kind: 'ok',
    member: await getMemberView(deps, params.projectId, params.memberId),
    link: { path: `/sign-in?token=${token}`, expiresAt: linkEnd(now).toISOString() },
  };
};

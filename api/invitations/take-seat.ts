import { acceptInvitation } from '../../crm-core/members/accept-invitation.ts';
import { runWork } from '../../crm-core/work/run-work.ts';
import type { ApiDeps } from '../api-deps.ts';
import { refusedError } from '../http/refused-error.ts';
import type { OpenInvitation } from './open-invitation.ts';

/** In the new member's own name. Throws `refused` when the link was used or revoked a moment ago. */
export async function takeSeat(
  { core }: ApiDeps,
  { invitation, project, role }: OpenInvitation,
  { token, name }: { token: string; name: string },
): Promise<void> {
  const record = { kind: 'member' as const, memberId: invitation.memberId, name };
  const who = { projectId: project.id, actor: { record, permissions: role.permissions } };
  const outcome = await runWork(core, who, (work) => acceptInvitation(work, { token }));
  if (outcome.kind === 'refused') throw refusedError(outcome);
}

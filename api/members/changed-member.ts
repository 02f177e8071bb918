import type { MemberRefused } from '../../crm-core/members/role-rules.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { MemberView } from '../contract/members.ts';
import { getMemberView } from './member-view.ts';

/** The seat as it is now; or the refusal. */
export async function changedMember(
  deps: ApiDeps,
  outcome: { kind: 'ok'; member: Row<'members'> } | MemberRefused,
): Promise<{ kind: 'ok'; member: MemberView } | MemberRefused> {
  if (outcome.kind === 'refused') return outcome;
  const { projectId, id } = outcome.member;
  return { kind: 'ok', member: await getMemberView(deps, projectId, id) };
}

import { and, eq, ne } from 'drizzle-orm';
import { members } from '../../drizzle/schema/index.ts';
import type { MemberId } from '../../kernel/ids.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getActiveMember } from './known-members.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

/**
 * Whether somebody may make a link that signs this member in, for who has forgotten his password; the audit log keeps
 * that it was made. Not for a user of other projects too: whoever holds the link is him there as well (PRODUCT D31).
 */
export async function allowSignInLink(
  work: Work,
  input: { memberId: MemberId },
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const { row, role, name } = getActiveMember(work.config, input.memberId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const [elsewhere] = await work.db.orm
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.userId, row.userId), ne(members.projectId, work.projectId)))
    .limit(1);
  if (elsewhere) return refuse('elsewhere_too', 'This person is a member of other projects too.');
  work.emit('member.changed', {}, { change: 'sign_in_link', memberId: row.id, name });
  return { kind: 'ok', member: row };
}

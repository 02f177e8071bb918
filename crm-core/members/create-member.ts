import { and, eq } from 'drizzle-orm';
import { members, users } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import { newId, type RoleId, type UserId } from '../../kernel/ids.ts';
import { checkEmail } from '../contacts/contact-fields.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { type MemberRefused, mayGive, refuse } from './role-rules.ts';

export interface NewMember {
  email: string;
  name: string;
  roleId: RoleId;
}

/**
 * Gives somebody a seat in the project. He is known by his e-mail: a user of another project keeps his name and password,
 * and one who had left comes back to his old seat.
 */
export async function createMember(
  work: Work,
  input: NewMember,
): Promise<{ kind: 'ok'; member: Row<'members'> } | MemberRefused> {
  demand(work.actor, 'members', 'edit');
  const role = await work.roles.get(input.roleId);
  const refused = mayGive(work.actor.permissions, role);
  if (refused) return refused;
  const userId = await userWith(work, input);
  const seat = await seatOf(work, userId);
  if (seat?.active) return refuse('already_member', 'This person is a member already.');
  const member = seat
    ? work.members.update(seat.id, { active: true, roleId: role.id })
    : work.members.insert({
        id: newId('member'),
        projectId: work.projectId,
        userId,
        roleId: role.id,
        active: true,
        version: 1,
        createdAt: work.now,
      });
  work.touchConfig();
  work.emit('project.changed', {}, { change: 'member_added', memberId: member.id, name: input.name, role: role.name });
  return { kind: 'ok', member };
}

/** Users belong to no project, so they are not part of the work. One without a seat can do nothing. */
async function userWith(work: Work, input: NewMember): Promise<UserId> {
  const email = checkEmail(input.email)?.toLowerCase();
  if (!email) throw badInput('An e-mail address is needed', { field: 'email' });
  const find = () => work.db.orm.select({ id: users.id }).from(users).where(eq(users.email, email));
  const [known] = await find();
  if (known) return known.id;
  const user = { id: newId('user'), email, name: checkName(input.name), passwordHash: null, createdAt: work.now };
  await work.db.orm.insert(users).values(user).onConflictDoNothing();
  const [made] = await find();
  return made?.id ?? user.id;
}

async function seatOf(work: Work, userId: UserId): Promise<Row<'members'> | undefined> {
  const rows = await work.db.orm
    .select()
    .from(members)
    .where(and(eq(members.projectId, work.projectId), eq(members.userId, userId)));
  work.members.seed(rows);
  return work.members.seen().find((member) => member.userId === userId);
}

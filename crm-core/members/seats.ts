import { and, eq } from 'drizzle-orm';
import { members, users } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import { newId, type RoleId, type UserId } from '../../kernel/ids.ts';
import { checkEmail } from '../contacts/contact-fields.ts';
import { checkName } from '../projects/check-name.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** The user with this e-mail, made if there is none. Users belong to no project, so they are not part of the work. */
export async function userWith(work: Work, input: { email: string; name: string }): Promise<UserId> {
  const email = checkEmail(input.email)?.toLowerCase();
  if (!email) throw badInput('An e-mail address is needed', { reason: 'email_needed', field: 'email' });
  const find = () => work.db.orm.select({ id: users.id }).from(users).where(eq(users.email, email));
  const [known] = await find();
  if (known) return known.id;
  const user = { id: newId('user'), email, name: checkName(input.name), passwordHash: null, createdAt: work.now };
  await work.db.orm.insert(users).values(user).onConflictDoNothing();
  const [made] = await find();
  return made?.id ?? user.id;
}

/** His seat in this project, taken or not. */
export async function seatOf(work: Work, userId: UserId): Promise<Row<'members'> | undefined> {
  const rows = await work.db.orm
    .select()
    .from(members)
    .where(and(eq(members.projectId, work.projectId), eq(members.userId, userId)));
  work.members.seed(rows);
  return work.members.seen().find((member) => member.userId === userId);
}

export function newSeat(work: Work, seat: { userId: UserId; roleId: RoleId; active: boolean }): Row<'members'> {
  const { projectId, now } = work;
  return work.members.insert({ id: newId('member'), projectId, ...seat, version: 1, createdAt: now });
}

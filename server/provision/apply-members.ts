import { eq } from 'drizzle-orm';
import { hashPassword } from '../../api/auth/passwords.ts';
import { changeMemberRole } from '../../crm-core/members/change-member-role.ts';
import { changeRole } from '../../crm-core/members/change-role.ts';
import { createMember } from '../../crm-core/members/create-member.ts';
import { createRole } from '../../crm-core/members/create-role.ts';
import type { MemberRefused } from '../../crm-core/members/role-rules.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { roles, users } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { ProvisionFile } from './provision-file.ts';

type Run = <Result>(command: (work: Work) => Promise<Result>) => Promise<Result>;

/** Custom roles by name, members by e-mail. A password is set when its user has none yet. */
export async function applyMembers(core: Core, run: Run, file: ProvisionFile): Promise<void> {
  for (const role of file.roles) await run((work) => applyRole(work, role));
  for (const member of file.members) {
    await applyUser(core, member);
    await run((work) => applyMember(work, member));
  }
}

async function applyRole(work: Work, { name, permissions }: ProvisionFile['roles'][number]): Promise<void> {
  const known = (await rolesOf(work)).find((role) => role.name === name);
  if (!known) return must(`roles: ${name}`, await createRole(work, { name, permissions }));
  must(`roles: ${name}`, await changeRole(work, { roleId: known.id, permissions }));
}

async function applyUser(
  { db, clock }: Core,
  { email, name, password }: ProvisionFile['members'][number],
): Promise<void> {
  const passwordHash = password === undefined ? null : await hashPassword(password);
  await db.orm
    .insert(users)
    .values({ id: newId('user'), email: email.toLowerCase(), name, passwordHash, createdAt: clock.now() })
    .onConflictDoNothing();
  if (passwordHash) {
    await db.sql`update users set password_hash = ${passwordHash} where email = ${email.toLowerCase()} and password_hash is null`;
  }
}

async function applyMember(work: Work, { email, name, role }: ProvisionFile['members'][number]): Promise<void> {
  const known = work.config.members.find((one) => one.email === email.toLowerCase());
  const wanted = role ?? (known ? known.role.name : 'administrator');
  const { id: roleId } = known && isCalled(known.role, wanted) ? known.role : await roleCalled(work, wanted);
  const place = `members: ${email}`;
  if (!known?.row.active) return must(place, await createMember(work, { email, name, roleId }));
  if (known.row.roleId !== roleId) must(place, await changeMemberRole(work, { memberId: known.row.id, roleId }));
}

async function roleCalled(work: Work, name: string): Promise<Row<'roles'>> {
  const role = (await rolesOf(work)).find((one) => isCalled(one, name));
  if (!role) throw badInput(`members: there is no role "${name}"`);
  return role;
}

function isCalled(role: Row<'roles'>, name: string): boolean {
  return role.kind === name || role.name === name;
}

function rolesOf(work: Work): Promise<Row<'roles'>[]> {
  return work.db.orm.select().from(roles).where(eq(roles.projectId, work.projectId));
}

function must(place: string, outcome: { kind: 'ok' } | MemberRefused): void {
  if (outcome.kind === 'refused') throw badInput(`${place}: ${outcome.message}`);
}

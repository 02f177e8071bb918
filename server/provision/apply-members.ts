import { and, eq } from 'drizzle-orm';
import { hashPassword } from '../../api/auth/passwords.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
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

async function applyRole(work: Work, wanted: ProvisionFile['roles'][number]): Promise<void> {
  const [known] = await work.db.orm
    .select()
    .from(roles)
    .where(and(eq(roles.projectId, work.projectId), eq(roles.name, wanted.name)));
  if (known) {
    work.roles.seed([known]);
    work.roles.update(known.id, { permissions: wanted.permissions });
  } else {
    work.roles.insert({
      id: newId('role'),
      projectId: work.projectId,
      kind: 'custom',
      name: wanted.name,
      permissions: wanted.permissions,
      version: 1,
      createdAt: work.now,
    });
  }
  if (work.roles.changes.size > 0) work.touchConfig();
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

async function applyMember(work: Work, { email, role }: ProvisionFile['members'][number]): Promise<void> {
  const [user] = await work.db.orm.select().from(users).where(eq(users.email, email.toLowerCase()));
  const known = work.config.members.find((one) => one.row.userId === user?.id);
  const rows = await work.db.orm.select().from(roles).where(eq(roles.projectId, work.projectId));
  const wanted = rows.find((row) => row.kind === role || row.name === role);
  if (!user || !wanted) throw badInput(`members: there is no role "${role}"`);
  if (known) {
    work.members.seed([known.row]);
    work.members.update(known.row.id, { roleId: wanted.id, active: true });
  } else {
    work.members.insert({
      id: newId('member'),
      projectId: work.projectId,
      userId: user.id,
      roleId: wanted.id,
      active: true,
      version: 1,
      createdAt: work.now,
    });
  }
  if (work.members.changes.size > 0) work.touchConfig();
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { users } from '../../drizzle/schema/index.ts';
import type { UserId } from '../../kernel/ids.ts';
import { hashPassword } from '../auth/passwords.ts';
import { endOtherSessions } from '../auth/sessions.ts';
import type { session } from '../contract/session.ts';
import type { Handler } from '../http/handler.ts';
import { meOf } from './me-of.ts';

/** A new password ends all other sessions of the user. */
export const changeProfile: Handler<typeof session.changeProfile> = async ({ deps, caller, body }) => {
  const { db } = deps.core;
  if (body.name !== undefined) await rename(db, caller.userId, body.name);
  if (body.password !== undefined) {
    const passwordHash = await hashPassword(body.password);
    await db.orm.update(users).set({ passwordHash }).where(eq(users.id, caller.userId));
    await endOtherSessions(db, caller.userId, caller.sessionHash);
  }
  return meOf(db, caller.userId);
};

/** Members' names are part of what projects keep in memory, so their configurations change with it. */
async function rename(db: Database, userId: UserId, name: string): Promise<void> {
  await db.sql`
    with renamed as (update users set name = ${name} where id = ${userId} returning id)
    update projects set config_version = config_version + 1, version = version + 1
    where id in (select project_id from members where user_id in (select id from renamed))`;
}

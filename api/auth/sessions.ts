import { and, eq, gt, lt, ne } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { sessions } from '../../drizzle/schema/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { UserId } from '../../kernel/ids.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import { sessionDays } from './session-cookie.ts';

const day = 24 * 60 * 60 * 1000;

/** Begins a session and returns its token: the cookie's value, of which only the hash is kept. */
export async function beginSession(db: Database, userId: UserId, now: Date): Promise<string> {
  const token = randomToken();
  await db.orm.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, now)));
  await db.orm
    .insert(sessions)
    .values({ tokenHash: tokenHash(token), userId, kind: 'session', createdAt: now, expiresAt: sessionEnd(now) });
  return token;
}

export async function endSession(db: Database, sessionHash: string): Promise<void> {
  await db.orm.delete(sessions).where(eq(sessions.tokenHash, sessionHash));
}

/** Ends all other sessions and unused sign-in links of the user: he has a new password. */
export async function endOtherSessions(db: Database, userId: UserId, keptHash: string): Promise<void> {
  await db.orm.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.tokenHash, keptHash)));
}

/** A session that is used lives on for another 30 days; written at most once a day. */
export async function prolongSession(
  db: Database,
  session: { user: { sessionHash: string }; expiresAt: Date },
  now: Date,
): Promise<boolean> {
  if (sessionEnd(now).getTime() - session.expiresAt.getTime() < day) return false;
  await db.orm
    .update(sessions)
    .set({ expiresAt: sessionEnd(now) })
    .where(eq(sessions.tokenHash, session.user.sessionHash));
  return true;
}

/** A token that signs its user in once, within 24 hours (for the address `/sign-in#<token>` or the console). */
export async function createSignInLink(db: Database, userId: UserId, now = systemClock.now()): Promise<string> {
  const token = randomToken();
  await db.orm.insert(sessions).values({
    tokenHash: tokenHash(token),
    userId,
    kind: 'link',
    createdAt: now,
    expiresAt: linkEnd(now),
  });
  return token;
}

/** The link's user; undefined when it never was, is too old, or was used: taking it and deleting it are one statement. */
export async function takeSignInLink(db: Database, token: string, now: Date): Promise<UserId | undefined> {
  const [link] = await db.orm
    .delete(sessions)
    .where(and(eq(sessions.tokenHash, tokenHash(token)), eq(sessions.kind, 'link'), gt(sessions.expiresAt, now)))
    .returning({ userId: sessions.userId });
  return link?.userId;
}

export function linkEnd(now: Date): Date {
  return new Date(now.getTime() + day);
}

function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + sessionDays * day);
}

import type { Request } from 'express';
import type { Permissions } from '../../crm-core/members/permissions.ts';
import type { Database } from '../../drizzle/client.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ProjectId, UserId } from '../../kernel/ids.ts';
import { tokenHash } from '../../kernel/secret-box.ts';
import type { UserCaller } from './caller.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** Who asks. `configVersion` is that of the project asked about, null when there is none; it rides along to save a question. */
export type Credential =
  | { kind: 'session'; token: string; user: UserCaller; expiresAt: Date; configVersion: number | null }
  | { kind: 'api_key'; name: string; permissions: Permissions; projectId: ProjectId; configVersion: number };

interface Asking {
  db: Database;
  now: Date;
  /** Whether session cookies are bound to https. */
  secure: boolean;
  projectId: ProjectId | undefined;
}

/** Reads the request's API key or session in one statement. Throws `unauthenticated` when it has neither or it is not in force. */
export async function authenticate(request: Request, asking: Asking): Promise<Credential> {
  const { authorization } = request.headers;
  const credential =
    authorization === undefined
      ? await findSession(asking, sessionTokenOf(request, asking.secure))
      : await findApiKey(asking, /^Bearer +(\S+)$/i.exec(authorization)?.[1]);
  if (!credential) throw new AppError('unauthenticated', { message: 'no session or API key in force' });
  return credential;
}

async function findSession({ db, now, projectId }: Asking, token: string | undefined): Promise<Credential | undefined> {
  if (!token) return undefined;
  const sessionHash = tokenHash(token);
  const [row] = await db.keyed.sql<
    { userId: UserId; name: string; email: string; expiresAt: string; configVersion: number | null }[]
  >`
    select u.id as "userId", u.name, u.email, s.expires_at as "expiresAt", p.config_version as "configVersion"
    from sessions s join users u on u.id = s.user_id left join projects p on p.id = ${projectId ?? null}
    where s.token_hash = ${sessionHash} and s.kind = 'session' and s.expires_at > ${now.toISOString()}`;
  if (!row) return undefined;
  const { expiresAt, configVersion, ...user } = row;
  return { kind: 'session', token, user: { ...user, sessionHash }, expiresAt: new Date(expiresAt), configVersion };
}

async function findApiKey({ db }: Asking, key: string | undefined): Promise<Credential | undefined> {
  if (!key) return undefined;
  const [row] = await db.keyed.sql<
    { name: string; permissions: Permissions; projectId: ProjectId; configVersion: number }[]
  >`
    select k.name, k.permissions, k.project_id as "projectId", p.config_version as "configVersion"
    from api_keys k join projects p on p.id = k.project_id
    where k.key_hash = ${tokenHash(key)} and k.revoked_at is null`;
  return row && { kind: 'api_key', ...row };
}

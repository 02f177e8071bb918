import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that the server runs under when it is not ours. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** `nobody` on every Linux: PostgreSQL refuses to run as root, and this account owns nothing else. */
const nobody: ServerUser = { uid: 65534, gid: 65534 };

/** Undefined when we are not root: then the server simply runs as us. A folder that already has an unprivileged owner keeps him. */
export function serverUserFor(folder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(folder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/** Whether the user may walk down to this folder. `/root` and private home folders are closed to `nobody`. */
export function canReach(user: ServerUser | undefined, folder: string): boolean {
  if (!user) return true;
  const parent = dirname(folder);
  return mayEnter(user, statSync(folder)) && (parent === folder || canReach(user, parent));
}

function mayEnter({ uid, gid }: ServerUser, { mode, uid: owner, gid: group }: Stats): boolean {
  if (owner === uid) return (mode & 0o100) !== 0;
  if (group === gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

import { hash, verify } from '@node-rs/argon2';

/** argon2id, 19 MiB. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Without a hash (unknown user, or none set) it works as long as with one and says no: the time tells nothing. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodys, password);
  return matches && passwordHash != null;
}

/** Of a text that nobody knows, made with the same settings. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$kjMUfHZQk36xNXk8YI+hMQ$B/5jr05Gh+1kgAFp1hAGIHBtiakXJHTOptK1PVxeK9U';

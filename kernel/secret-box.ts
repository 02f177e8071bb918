import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Encrypts what must not lie open in the database (PRODUCT D31): channel tokens and session keys. */
export interface SecretBox {
  /** `context` (for example the row's id) is authenticated, so that a ciphertext copied to another row does not open. */
  seal(plain: string, context: string): string;
  /** Throws when the text was changed, belongs to another context, or was sealed with another key. */
  open(sealed: string, context: string): string;
}

/** AES-256-GCM. `secretKey` is any text of at least 32 characters; it is hashed into the key. */
export function secretBox(secretKey: string): SecretBox {
  const key = createHash('sha256').update(`voronka:${secretKey}`).digest();
  return {
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** Hash under which a random token (session, API key, sign-in link) is stored. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Compares in constant time; only the length of the expected one may be guessed. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

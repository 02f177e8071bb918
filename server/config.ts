import { z } from 'zod';

/** Everything that the environment decides. Read once at start; nothing else looks at `process.env`. */
export interface Config {
  port: number;
  /** Where people and messengers reach us, without a slash at the end. Without it Telegram is polled. */
  publicUrl: string | undefined;
  dataDir: string;
  /** Not set: a private PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  /** Not set: the queue lives in this process. */
  redisUrl: string | undefined;
  roles: ReadonlySet<Role>;
  /** A file that describes a project to create or update at start. */
  provision: string | undefined;
  telegramApiRoot: string;
  /** Not set: made on first start and kept in `dataDir`. */
  secretKey: string | undefined;
  /** `host:port` of own services that HTTP blocks may call although they are private. */
  httpAllow: string[];
}

export const roles = ['web', 'worker', 'channels'] as const;
export type Role = (typeof roles)[number];

/** What was wrong with the environment, one line for each variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const list = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

const environment = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int()
    .min(0, 'must be 0 to 65535')
    .max(65535, 'must be 0 to 65535')
    .default(3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://crm.example.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  ROLES: z
    .string()
    .transform(list)
    .pipe(
      z.array(z.enum(roles, { error: `must be a list of ${roles.join(', ')}` })).min(1, 'must name at least one role'),
    )
    .default([...roles]),
  PROVISION: z.string().min(1).optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.telegram.org'),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  HTTP_ALLOW: z.string().transform(list).default([]),
});

/** Throws `ConfigError` that names every bad variable. An empty variable counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment is not right:\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  if (data.REDIS_URL && !data.DATABASE_URL) {
    throw new ConfigError(
      'The environment is not right:\n  REDIS_URL: several processes need a common DATABASE_URL too',
    );
  }
  return {
    port: data.PORT,
    publicUrl: data.PUBLIC_URL,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    roles: new Set(data.ROLES),
    provision: data.PROVISION,
    telegramApiRoot: data.TELEGRAM_API_ROOT,
    secretKey: data.SECRET_KEY,
    httpAllow: data.HTTP_ALLOW,
  };
}

import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log. Lines carry ids, never message texts or secrets (PRODUCT D31). */
export const log: Log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: null,
  redact: { paths: ['token', '*.token', 'secret', '*.secret', 'password', '*.password', 'authorization'], censor: '…' },
  serializers: { err: pino.stdSerializers.err },
});

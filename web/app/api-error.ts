import type { ErrorCode } from '../../kernel/errors.ts';

/** What the server said no with, or `offline` when it could not be asked. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly userMessage: string | undefined;
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode | 'offline',
    options: { userMessage?: string | undefined; details?: Record<string, unknown> | undefined; cause?: unknown } = {},
  ) {
    super(options.userMessage ?? code, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.userMessage = options.userMessage;
    this.details = options.details ?? {};
  }
}

export function isApiError(error: unknown, code?: ApiError['code']): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

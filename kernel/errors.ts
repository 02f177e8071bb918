/** What went wrong, for machines. One table in `api/` maps each code to an HTTP status. */
export type ErrorCode =
  | 'bad_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'refused'
  | 'too_many_requests'
  | 'channel_failed'
  | 'unavailable'
  | 'internal';

/** A broken promise. `message` is for the log; `userMessage` may be shown to a person; `details` is data for the client. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    options: { message: string; userMessage?: string; details?: Record<string, unknown>; cause?: unknown },
  ) {
    super(options.message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.userMessage;
    this.details = options.details;
  }
}

export function notFound(what: string, id: string): AppError {
  return new AppError('not_found', { message: `${what} ${id} does not exist`, details: { what, id } });
}

export function badInput(message: string, details?: Record<string, unknown>): AppError {
  return new AppError('bad_input', { message, userMessage: message, ...(details && { details }) });
}

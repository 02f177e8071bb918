import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { isDatabaseAway } from '../../drizzle/client.ts';
import { AppError, badInput } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import { httpStatus, plainMessage } from './http-status.ts';

/** The one place where errors become answers: `{ error: { code, message, details?, requestId } }`. */
export const answerError: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = toAppError(thrown);
  const status = tooLarge(thrown) ? 413 : httpStatus[error.code];
  const requestId = String(response.locals.requestId);
  if (status >= 500) {
    log.error({ error: withoutData(thrown), requestId, method: request.method, path: request.path }, 'request failed');
  }
  if (error.code === 'unavailable') response.set('Retry-After', '2');
  response.status(status).json({
    error: {
      code: error.code,
      message: error.userMessage ?? plainMessage[error.code],
      ...(error.details && { details: error.details }),
      requestId,
    },
  });
};

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof z.ZodError) return invalid(thrown);
  if (isDatabaseAway(thrown)) return new AppError('unavailable', { message: 'the database is away', cause: thrown });
  const status = statusOf(thrown);
  if (status === 413) return badInput('The request is larger than 1 MB.', { why: 'request_large' });
  if (status && status < 500) return badInput('The request cannot be read.');
  return new AppError('internal', { message: 'unexpected', cause: thrown });
}

/** Says where: `details.issues` holds a path and a message for each fault. */
function invalid(error: z.ZodError): AppError {
  const issues = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const first = issues[0];
  return badInput(first ? `${first.path || 'request'}: ${first.message}` : plainMessage.bad_input, { issues });
}

/** Express and its parsers put an HTTP status on what they throw. */
function statusOf(thrown: unknown): number | undefined {
  return thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
}

function tooLarge(thrown: unknown): boolean {
  return statusOf(thrown) === 413;
}

/** What the log may have of an error: messages of the database and its driver quote rows and parameters (PRODUCT D31). */
function withoutData(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code = 'code' in thrown ? String(thrown.code) : undefined;
  // Class 42 speaks of our own statements: a column that is not there, a word too many.
  const quotesData = ('severity' in thrown && !code?.startsWith('42')) || 'query' in thrown;
  return {
    type: thrown.name,
    ...(code !== undefined && { code }),
    ...(!quotesData && { message: thrown.message }),
    frames: thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    ...(thrown.cause !== undefined && { cause: withoutData(thrown.cause) }),
  };
}

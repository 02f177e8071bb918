import type { ErrorCode } from '../../kernel/errors.ts';

export const httpStatus: Record<ErrorCode, number> = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 422,
  too_many_requests: 429,
  channel_failed: 502,
  unavailable: 503,
  internal: 500,
};

/** Said when the error itself has nothing for a person. */
export const plainMessage: Record<ErrorCode, string> = {
  bad_input: 'The request is not as the API expects it.',
  unauthenticated: 'Sign in first.',
  forbidden: 'Your role does not allow this.',
  not_found: 'There is no such thing here.',
  conflict: 'Somebody else changed this meanwhile.',
  refused: 'The rules do not allow this.',
  too_many_requests: 'Too many attempts. Wait a little.',
  channel_failed: 'The messenger did not accept this.',
  unavailable: 'Not available right now. Try again in a moment.',
  internal: 'Something went wrong on our side.',
};

import express, { type Request, type RequestHandler } from 'express';
import { parseJson } from '../../kernel/clean-json.ts';
import { AppError } from '../../kernel/errors.ts';

/** Reads the body as text; `bodyOf` parses it when everything that is cheaper to refuse has been refused. */
export const readBody: RequestHandler = express.text({ type: 'application/json', limit: '1mb' });

/**
 * The body as clean JSON (depth, NUL and lone surrogates are dealt with). Only `application/json` is read: a form of
 * another site cannot send that without asking first.
 */
export function bodyOf(request: Request): unknown {
  if (typeof request.body === 'string') return request.body === '' ? undefined : parseJson(request.body);
  if (Number(request.headers['content-length'] ?? 0) === 0 && !request.headers['transfer-encoding']) return undefined;
  throw new AppError('bad_input', {
    message: `content type ${request.headers['content-type']}`,
    userMessage: 'The body must be application/json.',
  });
}

/**
 * The body as bytes, while they come. Only `application/octet-stream`: what a file is is seen by its bytes, and other
 * sites cannot send that type without asking first. A sender that goes away is no fault of ours.
 */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.is('application/octet-stream')) {
    throw new AppError('bad_input', {
      message: `content type ${request.headers['content-type']}`,
      userMessage: 'The file must be sent as application/octet-stream.',
    });
  }
  try {
    // Not destroyed when the reader has seen enough: the refusal has to reach a sender who is still sending.
    yield* request.iterator({ destroyOnReturn: false });
  } catch (cause) {
    throw new AppError('bad_input', { message: 'the upload broke off', cause });
  }
}

/** Refuses what is beyond a limit, as 413. */
export function tooLarge(userMessage: string): AppError {
  return Object.assign(new AppError('bad_input', { message: 'too large', userMessage }), { status: 413 });
}

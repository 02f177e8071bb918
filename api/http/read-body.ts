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

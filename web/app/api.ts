import { type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Operation } from '../../api/contract/operation.ts';
import { ApiError } from './api-error.ts';

type Given<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? { [key in Name]?: undefined }
  : Record<string, never> extends z.input<Schema>
    ? { [key in Name]?: z.input<Schema> }
    : { [key in Name]: z.input<Schema> };

type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Given<'params', P> &
  Given<'query', Q> &
  Given<'body', B> & { signal?: AbortSignal };

interface AnyInput {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Carries out one operation of the contract. Answers are trusted (the server checks them in its tests); a refusal by business
 * rules (422 with `kind: "refused"`) is an answer, everything else that is not 2xx throws an `ApiError`.
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  operation: Operation<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<z.output<R>> {
  const given: AnyInput = input;
  // An operation whose body has nothing required still gets one: the server reads JSON.
  const body = given.body ?? (operation.body ? {} : undefined);
  const response = await ask(addressOf(operation.path, given), requestOf(operation.method, { ...given, body }));
  return answerOf(operation, await response.text(), response.status);
}

/** What the server's answer to an operation means: a value, or an `ApiError` to throw. */
export function answerOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  _operation: Operation<P, Q, B, R>,
  text: string,
  status: number,
): z.output<R> {
  const answer = parsed(text);
  const good = (status >= 200 && status < 300) || (status === 422 && isRefusal(answer));
  if (good) return answer as z.output<R>; // the border: the contract's word
  throw errorOf(answer, status);
}

/** Reads through an operation and keeps the answer; `keyOf` names it for invalidation. */
export function useOperation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  operation: Operation<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  options: Omit<UseQueryOptions<z.output<R>>, 'queryKey' | 'queryFn'> = {},
): UseQueryResult<z.output<R>> {
  return useQuery<z.output<R>>({
    ...options,
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => call(operation, { ...input, signal }),
  });
}

/** `[name, params, query]`; a partial one (`[name]`, `[name, { dealId }]`) matches all that it begins. */
export function keyOf(operation: { name: string }, input?: { params?: unknown; query?: unknown }): unknown[] {
  if (input === undefined) return [operation.name];
  return input.query === undefined
    ? [operation.name, input.params ?? {}]
    : [operation.name, input.params ?? {}, input.query];
}

export function addressOf(path: string, { params, query }: AnyInput): string {
  const values = asRecord(params);
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asRecord(query))) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`;
}

function requestOf(method: string, { body, signal }: AnyInput): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  // A header that another site cannot set without our consent: the server takes it as proof against forged requests.
  if (method !== 'GET') headers['x-voronka-client'] = 'web';
  if (body !== undefined) headers['content-type'] = 'application/json';
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}

async function ask(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('offline', { cause });
  }
}

function parsed(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function isRefusal(answer: unknown): boolean {
  return asRecord(answer).kind === 'refused';
}

const codeOfStatus: Record<number, ApiError['code']> = {
  400: 'bad_input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'refused',
  429: 'too_many_requests',
  502: 'channel_failed',
  503: 'unavailable',
  504: 'unavailable',
};

/** The server answers `{ error: { code, message, details } }`; a proxy in front of it may answer anything. */
function errorOf(answer: unknown, status: number): ApiError {
  const error = asRecord(asRecord(answer).error ?? answer);
  const message = error.userMessage ?? error.message;
  return new ApiError(codeOfStatus[status] ?? 'internal', {
    userMessage: typeof message === 'string' ? message : undefined,
    details: asRecord(error.details),
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // the border: parsed JSON
}

import type { z } from 'zod';
import { fileAnswer, fileBody, type Operation } from '../contract/operation.ts';

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Sending {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a browser of ours sends by itself with a session's cookie. */
export function browserHeaders(cookie: string): Record<string, string> {
  return { cookie, 'x-voronka-client': 'test', 'sec-fetch-site': 'same-origin' };
}

export function keyHeaders(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

/** Calls an operation; an answer of 200 must have the contract's shape and nothing beyond it. */
export async function call<Response extends z.ZodType>(
  origin: string,
  operation: Operation<z.ZodType, z.ZodType, z.ZodType, Response>,
  sending: Sending = {},
): Promise<Answer<z.output<Response>>> {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sending.params?.[name] ?? ''));
  const query = new URLSearchParams(Object.entries(sending.query ?? {}).map(([name, value]) => [name, String(value)]));
  const hasBody = operation.body !== undefined || sending.body !== undefined;
  const response = await fetch(`${origin}/api${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: operation.method,
    headers: { ...(hasBody && { 'content-type': contentTypeOf(operation) }), ...sending.headers },
    ...(hasBody && { body: operation.body === fileBody ? String(sending.body) : JSON.stringify(sending.body ?? {}) }),
  });
  const text = await response.text();
  const body = answersFile(operation) && response.ok ? text : JSON.parse(text);
  if (response.ok) operation.response.parse(body);
  return { status: response.status, headers: response.headers, body };
}

function contentTypeOf({ body }: Operation): string {
  return body === fileBody ? 'application/octet-stream' : 'application/json';
}

function answersFile({ response }: Operation): boolean {
  return response === fileAnswer;
}

/** The same where it has to succeed. */
export async function ask<Response extends z.ZodType>(
  origin: string,
  operation: Operation<z.ZodType, z.ZodType, z.ZodType, Response>,
  sending: Sending = {},
): Promise<z.output<Response>> {
  const { status, body } = await call(origin, operation, sending);
  if (status !== 200) throw new Error(`${operation.name} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

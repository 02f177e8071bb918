import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps.ts';
import { admit } from '../auth/admit.ts';
import { KnownCallers } from '../auth/answer-ahead.ts';
import { AttemptLimits } from '../auth/attempt-limits.ts';
import type { AnyCaller } from '../auth/caller.ts';
import { isBoundToHttps, sessionCookie } from '../auth/session-cookie.ts';
import { type FileAnswer, fileAnswer, fileBody, type Operation } from '../contract/operation.ts';
import type { Call } from './handler.ts';
import { bodyOf, bytesOf } from './read-body.ts';
import { sendFile } from './send-file.ts';

type AnyHandler = (call: Call) => Promise<unknown>;

/**
 * One route for each operation. Throws when an operation has no handler or a handler no operation, which the compiler
 * cannot see when one of them comes from elsewhere.
 */
export function mountOperations(
  contract: Record<string, Record<string, Operation>>,
  handlers: Record<string, Record<string, unknown>>,
  deps: ApiDeps,
): Router {
  const router = Router({ caseSensitive: true });
  const shared = { deps, limits: new AttemptLimits(deps.counts), known: new KnownCallers() };
  for (const { operation, handler } of pairs(contract, handlers).sort(literalPathsFirst)) {
    router[verbs[operation.method]](operation.path, carryOut(operation, handler, shared));
  }
  return router;
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

interface Pair {
  operation: Operation;
  handler: AnyHandler;
}

function pairs(
  contract: Record<string, Record<string, Operation>>,
  handlers: Record<string, Record<string, unknown>>,
): Pair[] {
  const operations = Object.entries(contract).flatMap(([resource, group]) =>
    Object.entries(group).map(([name, operation]) => ({ key: `${resource}.${name}`, operation })),
  );
  const known = new Map<string, unknown>(
    Object.entries(handlers).flatMap(([resource, group]) =>
      Object.entries(group).map(([name, handler]) => [`${resource}.${name}`, handler] as const),
    ),
  );
  const found = operations.map(({ key, operation }) => {
    const handler = known.get(key);
    known.delete(key);
    if (operation.name !== key) throw new Error(`operation ${key} calls itself ${operation.name}`);
    if (typeof handler !== 'function') throw new Error(`operation ${key} has no handler`);
    // The border between typed handlers and the generic mount: `Handlers` in handler.ts is the proof of the shapes.
    return { operation, handler: handler as AnyHandler };
  });
  if (known.size > 0) throw new Error(`handlers without an operation: ${[...known.keys()].join(', ')}`);
  return found;
}

/** `/pipelines/order` before `/pipelines/:pipelineId`, which would take it. */
function literalPathsFirst(a: Pair, b: Pair): number {
  const key = ({ operation }: Pair) => operation.path.replaceAll('/:', '/~');
  return key(a) < key(b) ? -1 : 1;
}

function carryOut(
  operation: Operation,
  handle: AnyHandler,
  { deps, limits, known }: { deps: ApiDeps; limits: AttemptLimits; known: KnownCallers },
): RequestHandler {
  return async (request, response) => {
    const prove = () => admit(operation.access, { request, response, deps });
    const answer = async (caller: AnyCaller) => {
      const params = (operation.params ?? nothing).parse({ ...request.params });
      const query = (operation.query ?? nothing).parse({ ...request.query });
      const takesFile = operation.body === fileBody;
      const body = takesFile ? bytesOf(request) : (operation.body ?? nothing).parse(bodyOf(request) ?? {});
      if (operation.access.kind === 'public') await limits.check(request, response, accountOf(body));
      const cookie = sessionCookie(response, isBoundToHttps(deps));
      return handle({ deps, caller, params, query, body, cookie });
    };
    const given = operation.ahead ? await known.answer(whoAsks(request), prove, answer) : await answer(await prove());
    // The border: `Handlers` in handler.ts is the proof of the shape.
    if (operation.response === fileAnswer) await sendFile(response, given as FileAnswer);
    else response.json(given);
  };
}

/** All that the proof of a caller depends on. */
function whoAsks({ headers, params }: Request): string {
  return JSON.stringify([params.projectId, headers.authorization ?? null, headers.cookie ?? null]);
}

const nothing = z.strictObject({});

/** Whom a sign-in is about. */
function accountOf(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'email' in body ? String(body.email) : undefined;
}

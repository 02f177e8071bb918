import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import type { ApiDeps } from '../api-deps.ts';
import { admitToProject } from '../auth/admit.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { heardBy, type Listener, type LiveNews, liveTopic } from './live-news.ts';

const heartbeatMs = 20_000;
const streamsPerCaller = 20;
/** A browser that has so much unread is too slow: it is cut off, comes back, and asks for everything anew. */
const mostUnreadBytes = 256 * 1024;

/**
 * `GET /api/projects/:projectId/live` (`contract/live.ts`). Every heartbeat also asks whether the caller may still listen,
 * and as whom: a stream outlives neither its session nor its role for long.
 */
export function liveStream(deps: ApiDeps): RequestHandler {
  const open = new Map<string, number>();
  return async (request, response) => {
    const caller = await admitToProject({ request, response, deps });
    const name = nameOf(request, caller);
    if ((open.get(name) ?? 0) >= streamsPerCaller) {
      throw new AppError('too_many_requests', { message: 'too many live streams', userMessage: 'Too many open tabs.' });
    }
    open.set(name, (open.get(name) ?? 0) + 1);
    response.once('close', () => {
      const left = (open.get(name) ?? 1) - 1;
      if (left > 0) open.set(name, left);
      else open.delete(name);
    });
    await stream(deps, caller, request, response);
  };
}

/** A member, or the key that he holds. */
function nameOf(request: Request, caller: ProjectCaller): string {
  return `${caller.projectId} ${caller.member?.row.id ?? request.headers.authorization}`;
}

async function stream(deps: ApiDeps, caller: ProjectCaller, request: Request, response: Response): Promise<void> {
  let listener = listenerOf(caller);
  const unsubscribe = deps.bus.subscribe(liveTopic(caller.projectId), (message) => {
    // The border: only `publishLive` writes to this topic.
    const change = heardBy(message as LiveNews, listener);
    if (change) send(`data: ${JSON.stringify(change)}\n\n`);
  });
  const send = (text: string) => {
    if (!response.headersSent) return;
    response.write(text);
    if (response.writableLength > mostUnreadBytes) response.destroy();
  };
  const beat = async () => {
    try {
      listener = listenerOf(await admitToProject({ request, response, deps }));
      send(': still here\n\n');
    } catch (error) {
      if (!(error instanceof AppError)) log.warn({ err: error }, 'a live stream could not be checked');
      response.end();
    }
  };
  const heartbeat = setInterval(() => void beat(), deps.liveHeartbeatMs ?? heartbeatMs);
  const end = () => response.end();
  deps.stopping?.addEventListener('abort', end);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    deps.stopping?.removeEventListener('abort', end);
  });
  await deps.bus.ready();
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  // What happens from now on will be told: whoever sees this opened asks for all that came before.
  send(': listening\n\n');
}

function listenerOf({ actor, member }: ProjectCaller): Listener {
  return { permissions: actor.permissions, memberId: member?.row.id };
}

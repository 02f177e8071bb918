import express, { type Application, type RequestHandler } from 'express';
import helmet from 'helmet';
import { AppError } from '../kernel/errors.ts';
import { randomDigits } from '../kernel/ids.ts';
import type { ApiDeps } from './api-deps.ts';
import { isBoundToHttps } from './auth/session-cookie.ts';
import { api } from './contract/api.ts';
import { handlers } from './handlers.ts';
import { answerError } from './http/answer-error.ts';
import { mountOperations } from './http/mount.ts';
import { readBody } from './http/read-body.ts';
import { liveStream } from './live/live-stream.ts';
import { documentation } from './openapi/documentation.ts';

/** The HTTP API as an express application of its own; everything in it lies under `/api`. */
export function createApi(deps: ApiDeps): Application {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.trustProxy ?? false);
  app.use('/api', named, secureHeaders(isBoundToHttps(deps)), uncached, documentation(deps), readBody);
  app.use('/api', mountOperations(api, handlers, deps));
  app.get('/api/projects/:projectId/live', liveStream(deps));
  app.use('/api', unknownRoute, answerError);
  return app;
}

/** Names the request, so that a person's complaint can be found in the log. */
const named: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomDigits(12);
  response.set('X-Request-Id', response.locals.requestId);
  next();
};

/** Answers are data: a browser must not run, frame or sniff anything in them. */
function secureHeaders(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"] },
    },
    // Other services may live under the same domain, and not all of them with https.
    strictTransportSecurity: https && { includeSubDomains: false },
  });
}

const uncached: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

const unknownRoute: RequestHandler = ({ method, path }) => {
  throw new AppError('not_found', { message: `${method} ${path}`, userMessage: 'There is no such operation.' });
};

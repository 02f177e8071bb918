import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import express, { type Application } from 'express';
import helmet from 'helmet';
import { collectDefaultMetrics, register } from 'prom-client';
import type { ChannelId } from '../kernel/ids.ts';
import { telegramWebhook } from '../webhooks/telegram.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import type { House } from './house.ts';

const telegramPath = /^\/webhooks\/telegram\/([a-z0-9_]+)\/?$/;

/**
 * The doors of a process. Messengers' webhooks go past express: they need neither sessions nor middleware, and every
 * microsecond there is paid once per message. Health and metrics are there whatever the process's roles.
 */
export function openHttpServer(house: House, api: Application | undefined): Server {
  const telegram = telegramWebhook({
    db: house.storage.db,
    receiver: house.receiver,
    secrets: new WebhookSecrets(house.storage.db),
  });
  const rest = application(house, api);
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const channelId = api && request.method === 'POST' && telegramPath.exec(request.url ?? '')?.[1];
    if (channelId) void telegram(request, response, channelId as ChannelId);
    else rest(request, response);
  });
}

function application(house: House, api: Application | undefined): Application {
  const app = express();
  app.disable('x-powered-by');
  collectDefaultMetrics();
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    try {
      await house.storage.db.orm.execute(sql`select 1`);
      response.json({ ok: true });
    } catch {
      response.status(503).json({ ok: false, why: 'the database does not answer' });
    }
  });
  app.get('/metrics', async (_request, response) => {
    response.type(register.contentType).send(await register.metrics());
  });
  if (api) {
    app.use(api);
    servePages(app);
  }
  return app;
}

/** The browser's part: files with a hash in their name are kept for ever, the page itself is asked for each time. */
function servePages(app: Application): void {
  const pages = pagesFolder();
  if (!pages) return;
  app.use(pageHeaders);
  app.use('/assets', express.static(`${pages}/assets`, { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(pages, { index: false, maxAge: '1h' }));
  app.get('/{*page}', (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: pages });
  });
}

/** Nothing runs in our pages but our own files. Styles are set inline by the components; pictures come from messengers too. */
const pageHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'https:'],
      'font-src': ["'self'", 'data:'],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
    },
  },
  strictTransportSecurity: false,
});

/** `dist/web`, seen from the bundle in `dist/server` or from the source tree. */
function pagesFolder(): string | undefined {
  const candidates = ['../web', '../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((folder) => existsSync(`${folder}/index.html`) && existsSync(`${folder}/assets`));
}

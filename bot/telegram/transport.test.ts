import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server } from 'node:net';
import { GrammyError, HttpError, InputFile } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import { startFakeTelegram } from '../../test/fakes/telegram/fake-telegram.ts';
import { grammySignal, openTransport, TransportError, type TransportOptions } from './transport.ts';

const token = '4242:secret-of-the-bot';
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function open(apiRoot: string, options: Partial<TransportOptions> = {}) {
  const transport = openTransport({ token, apiRoot, ...options });
  cleanups.push(() => transport.close());
  return transport.api;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  cleanups.push(() => server.closeAllConnections());
  return listen(server);
}

/** How the call ended, seen through grammY's error. */
async function failureOf(call: Promise<unknown>): Promise<TransportError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof HttpError) || !(error.error instanceof TransportError)) throw new Error(`ended as ${error}`);
  expect(`${error} ${error.error}`).not.toContain(token);
  return error.error;
}

describe('through grammY’s own methods', () => {
  test('calls, refusals, other transformers and uploads work', async () => {
    const telegram = await startFakeTelegram();
    cleanups.push(() => telegram.close());
    const bot = telegram.addBot(token);
    const customer = bot.customer();
    customer.start();
    const api = open(`${telegram.root}/`);

    expect((await api.getMe()).username).toBe('fake_bot');
    const methods: string[] = [];
    api.config.use((prev, method, payload, signal) => {
      methods.push(method);
      return prev(method, payload, signal);
    });
    await api.sendMessage(customer.chatId, 'Привет 👋');
    await api.sendDocument(customer.chatId, new InputFile(Buffer.from('1;2;3'), 'report.csv'));
    expect(methods).toEqual(['sendMessage', 'sendDocument']);
    expect(customer.messages().map(({ kind, text }) => [kind, text])).toMatchObject([
      ['text', 'Привет 👋'],
      ['document', ''],
    ]);
    await expect(api.sendMessage(1, 'x')).rejects.toBeInstanceOf(GrammyError);
  });

  test('a Bot API server below a path is found', async () => {
    const paths: (string | undefined)[] = [];
    const root = await serve((request, response) => {
      paths.push(request.url);
      response.end('{"ok":true,"result":true}');
    });
    await open(`${root}/telegram/`).getMe();
    expect(paths).toEqual([`/telegram/bot${token}/getMe`]);
  });

  test('connections are kept and bounded', async () => {
    const sockets = new Set<unknown>();
    const root = await serve((request, response) => {
      sockets.add(request.socket);
      response.end('{"ok":true,"result":true}');
    });
    const api = open(root, { connections: 3 });
    for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 12 }, () => api.getMe()));
    expect(sockets.size).toBeLessThanOrEqual(3);
  });
});

describe('a call without an answer tells whether it was written', () => {
  test('no: nobody listens there', async () => {
    const server = createSocketServer();
    const root = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await failureOf(open(root).getMe())).toMatchObject({
      written: false,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('no: the name is unknown', async () => {
    expect(await failureOf(open('http://no-such-host.invalid').getMe())).toMatchObject({ written: false });
  });

  test('no: TLS fails', async () => {
    const root = await serve((_request, response) => response.end());
    expect(await failureOf(open(root.replace('http:', 'https:')).getMe())).toMatchObject({ written: false });
  });

  test('no: it waited for a connection until its time was over, and is not written later either', async () => {
    const paths: (string | undefined)[] = [];
    const root = await serve((request, response) => {
      paths.push(request.url);
      if (paths.length > 1) response.end('{"ok":true,"result":[]}');
    });
    const api = open(root, { connections: 1, timeoutMs: 50 });
    const abort = new AbortController();
    // A poll is given more time, and so holds the only connection.
    const poll = failureOf(api.getUpdates({ timeout: 1 }, grammySignal(abort.signal)));
    expect(await failureOf(api.getMe())).toMatchObject({ written: false, message: 'no answer within 50 ms' });
    abort.abort();
    expect(await poll).toMatchObject({ written: true });
    // Another poll shows that the connection is free again, and that the call given up has not used it.
    await api.getUpdates({ timeout: 1 });
    expect(paths.map((path) => path?.split('/').at(-1))).toEqual(['getUpdates', 'getUpdates']);
  });

  test('yes: the server never answers', async () => {
    const root = await serve(() => undefined);
    expect(await failureOf(open(root, { timeoutMs: 50 }).getMe())).toMatchObject({
      written: true,
      message: 'no answer within 50 ms',
    });
  });

  test('yes: the connection is reset', async () => {
    const root = await serve((request) => request.socket.resetAndDestroy());
    expect(await failureOf(open(root).getMe())).toMatchObject({ written: true });
  });

  test('yes: the answer breaks off', async () => {
    const root = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"ok":true', () => request.socket.destroy());
    });
    expect(await failureOf(open(root).getMe())).toMatchObject({ written: true });
  });

  test.each([
    [502, '<html>Bad Gateway</html>'],
    [200, ''],
    [200, '"ok"'],
    [200, '{"result":{}}'],
  ])('yes: %i %s is not Telegram speaking', async (status, body) => {
    const root = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await failureOf(open(root).getMe())).toMatchObject({ written: true, status });
  });

  test('an abort ends the call at once', async () => {
    const abort = new AbortController();
    const root = await serve(() => abort.abort());
    const api = open(root);
    const signal = grammySignal(abort.signal);
    expect(await failureOf(api.getMe(signal))).toMatchObject({ written: true, message: 'aborted' });
    expect(await failureOf(api.getMe(signal))).toMatchObject({ written: false, message: 'aborted' });
  });
});

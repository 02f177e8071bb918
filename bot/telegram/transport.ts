import { Api, HttpError, InputFile, type RawApi, type Transformer } from 'grammy';
import { type Dispatcher, Pool } from 'undici';

export interface Transport {
  api: Api;
  /** Waits a moment for what is under way, then drops it. */
  close(): Promise<void>;
}

export interface TransportOptions {
  token: string;
  apiRoot: string;
  connections?: number;
  /** How long a call other than a poll may take. Long on purpose: a send that is given up early has an unknown fate. */
  timeoutMs?: number;
}

/** A call that ended without a readable answer. */
export class TransportError extends Error {
  /** Whether bytes of the request may have reached the server: false means that it certainly did not act. */
  readonly written: boolean;
  readonly status: number | undefined;

  constructor(message: string, options: { written: boolean; status?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'TransportError';
    this.written = options.written;
    this.status = options.status;
  }
}

/**
 * grammY's typed API over a pool of kept-alive connections. The HTTP is done in the innermost API transformer, so calls,
 * errors and other transformers work as always, at a fraction of the cost of grammY's own fetch (figures in the README).
 */
export function openTransport({ token, apiRoot, connections = 64, timeoutMs = 65_000 }: TransportOptions): Transport {
  const root = new URL(apiRoot);
  const pool = new Pool(root.origin, {
    connections,
    connectTimeout: 10_000,
    keepAliveTimeout: 20_000,
    maxResponseSize: 32 * 1024 * 1024,
    // `post` has one deadline for the whole call, waiting for a connection included.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = `${root.pathname.replace(/\/$/, '')}/bot${token}/`;

  const overPool: Transformer = async (prev, method, payload, signal) => {
    // Uploads are rare and need multipart forms: grammY does those itself.
    if (hasUpload(payload)) return prev(method, payload, signal);
    try {
      const answer = await post(pool, {
        path: path + method,
        body: JSON.stringify(payload),
        timeoutMs: 'timeout' in payload ? holdMs(payload.timeout) + pollGraceMs : timeoutMs,
        signal,
      });
      return readAnswer(answer);
    } catch (error) {
      throw new HttpError(`Network request for '${method}' failed!`, error);
    }
  };

  const api = new Api(token, { apiRoot: apiRoot.replace(/\/$/, '') });
  api.config.use(overPool);
  let closing: Promise<void> | undefined;
  return {
    api,
    close() {
      closing ??= closePool(pool);
      return closing;
    },
  };
}

type GrammySignal = NonNullable<Parameters<RawApi['getMe']>[0]>;

/** grammY's types ask for the signal of an old polyfill; at run time it uses only what every signal has. */
export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}

function hasUpload(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof InputFile || Object.values(value).some(hasUpload);
}

/** How long an empty poll may be late after the time that Telegram was asked to hold it. */
const pollGraceMs = 20_000;

function holdMs(seconds: unknown): number {
  return typeof seconds === 'number' ? seconds * 1000 : 0;
}

interface Post {
  path: string;
  body: string;
  timeoutMs: number;
  signal: GrammySignal | undefined;
}

interface Answer {
  status: number;
  body: string;
}

const headers = { 'content-type': 'application/json' };

/**
 * One POST on undici's lowest level: it alone tells when a request starts to be written, and it spares the streams that
 * nobody reads piece by piece here.
 */
function post(pool: Pool, { path, body, timeoutMs, signal }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let isOver = false;
    let status = 0;
    const chunks: Buffer[] = [];

    const end = () => {
      isOver = true;
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: Error) => {
      if (isOver) return;
      end();
      const written = controller !== undefined;
      reject(new TransportError(describe(error), { written, ...(status && { status }), cause: error }));
    };
    const giveUp = (why: string) => {
      const error = new Error(why);
      fail(error);
      controller?.abort(error);
    };
    const onAbort = () => giveUp('aborted');
    const deadline = setTimeout(() => giveUp(`no answer within ${timeoutMs} ms`), timeoutMs);

    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(starting) {
        // Given up while it waited for a connection: it must not be written any more.
        if (isOver) return starting.abort(new Error('given up'));
        controller = starting;
      },
      onResponseStart(_controller, code) {
        status = code;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        if (isOver) return;
        end();
        resolve({ status, body: (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? '' });
      },
      onResponseError(_controller, error) {
        fail(error);
      },
    };

    pool.dispatch({ method: 'POST', path, headers, body }, handler);
  });
}

/** Messages of network errors name hosts and ports, never the path with the token in it. */
function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === undefined || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}

/** Telegram always answers with `{ ok }`, failures too. Anything else came from a proxy in between. */
function readAnswer({ status, body }: Answer): Awaited<ReturnType<Parameters<Transformer>[0]>> {
  const answer = parsed(body);
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || typeof answer.ok !== 'boolean') {
    throw new TransportError(`HTTP ${status} without Telegram's answer`, { written: true, status });
  }
  // A border: grammY types every method's result and trusts Telegram for it, as it does over its own fetch.
  return answer as Awaited<ReturnType<Parameters<Transformer>[0]>>;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const patienceMs = 800;

async function closePool(pool: Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([pool.close(), late]);
  clearTimeout(timer);
  await pool.destroy();
}

import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import { parseJson } from '../../kernel/clean-json.ts';

export type FetchOutcome =
  | { kind: 'answered'; status: number; body: unknown }
  /** Refused before anything was sent; asking again gives the same. */
  | { kind: 'refused'; why: string }
  /** Not sent, or sent with no answer: `sent` tells which. */
  | { kind: 'failed'; why: string; sent: boolean };

const maxRedirects = 3;
const maxBytes = 1_048_576;
const ports = new Set(['', '80', '443', '8080', '8443']);

/**
 * The one way out for requests that users configure. Only http(s) to public addresses: every address that a name resolves
 * to is checked, and the connection goes to the checked one, so that a name which changes its mind (DNS rebinding) gains
 * nothing; redirects are checked again. `allowed` lists `host:port` of own services that may be called all the same.
 */
export class SafeFetch {
  readonly #allowed: ReadonlySet<string>;
  readonly #open: Agent;
  readonly #guarded: Agent;

  constructor(allowed: readonly string[] = []) {
    this.#allowed = new Set(allowed);
    this.#open = new Agent({ connections: 16 });
    this.#guarded = new Agent({ connections: 16, connect: { lookup: guardedLookup } });
  }

  async fetch(effect: EffectRequest, idempotencyKey: string): Promise<FetchOutcome> {
    const signal = AbortSignal.timeout(Math.min(effect.timeoutMs, 30_000));
    let { url, method, body } = effect as Pick<EffectRequest, 'url' | 'method'> & { body?: string | undefined };
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const target = this.#check(url);
      if (target.kind === 'refused') return target;
      const answer = await this.#once(
        target.url,
        { ...effect, method, ...(body !== undefined && { body }) },
        idempotencyKey,
        signal,
      );
      if (answer.kind !== 'redirected') return answer;
      url = new URL(answer.to, target.url).href;
      if (answer.status === 303 || (answer.status < 307 && method === 'POST')) {
        method = 'GET';
        body = undefined;
      }
    }
    return { kind: 'refused', why: `more than ${maxRedirects} redirects` };
  }

  async close(): Promise<void> {
    await Promise.all([this.#open.close(), this.#guarded.close()]);
  }

  #check(text: string): { kind: 'ok'; url: URL } | { kind: 'refused'; why: string } {
    if (!URL.canParse(text)) return { kind: 'refused', why: 'not a valid address' };
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return { kind: 'refused', why: `${url.protocol} is not allowed` };
    if (this.#allowed.has(url.host)) return { kind: 'ok', url };
    if (!ports.has(url.port)) return { kind: 'refused', why: `port ${url.port} is not allowed` };
    if (url.username || url.password)
      return { kind: 'refused', why: 'names and passwords in the address are not allowed' };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublic(host)) return { kind: 'refused', why: 'private addresses are not allowed' };
    return { kind: 'ok', url };
  }

  async #once(
    url: URL,
    effect: EffectRequest,
    idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<FetchOutcome | { kind: 'redirected'; to: string; status: number }> {
    try {
      const response = await request(url, {
        method: effect.method,
        headers: { ...withoutForbidden(effect.headers), 'idempotency-key': idempotencyKey },
        ...(effect.body !== undefined && { body: effect.body }),
        dispatcher: this.#allowed.has(url.host) ? this.#open : this.#guarded,
        signal,
      });
      const to = response.headers.location;
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof to === 'string') {
        await response.body.dump();
        return { kind: 'redirected', to, status: response.statusCode };
      }
      return { kind: 'answered', status: response.statusCode, body: await read(response.body) };
    } catch (error) {
      return toFailure(error);
    }
  }
}

/** Cloud metadata services trust their own headers; hop-by-hop headers are the client's business. */
function withoutForbidden(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        /^[\w-]+$/.test(name) &&
        !/[\r\n]/.test(value) &&
        !/^(metadata|x-aws-|x-google-metadata|host$|connection$|content-length$|transfer-encoding$)/i.test(name),
    ),
  );
}

async function read(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return parseJson(text);
  } catch {
    return text.slice(0, 65_536);
  }
}

const notSentCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function toFailure(error: unknown): FetchOutcome {
  if (error instanceof PrivateAddressError) return { kind: 'refused', why: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', why, sent: !notSentCodes.has(code) };
}

class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/** Resolves a name and lets only public addresses through to the socket. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublic(address))) {
      return callback(new PrivateAddressError('the name leads to a private address'), []);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
};

/** Globally routable unicast, however it is written: mapped, NAT64 and 6to4 forms are unwrapped or refused by range. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

import type { IncomingMessage } from 'node:http';
import { badRequest } from './telegram-error.ts';

/** Parameters of one method call, however they travelled. */
export type Payload = Record<string, unknown>;

export interface Call {
  payload: Payload;
  /** Uploaded files by the name that `attach://name` refers to. */
  files: Map<string, Buffer>;
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return parseMultipart(body, type);
  if (body.length === 0) return { payload: fieldsOf(queryOf(request)), files: new Map() };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { payload: fieldsOf(new URLSearchParams(body.toString())), files: new Map() };
  }
  return { payload: parseObject(body.toString()), files: new Map() };
}

/** A number that may have come as text; undefined when absent. */
export function numberIn(payload: Payload, name: string): number | undefined {
  const value = payload[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) throw badRequest(`field "${name}" must be a Number`);
  return number;
}

export function textIn(payload: Payload, name: string): string | undefined {
  const value = payload[name];
  return value === undefined || value === null ? undefined : String(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function parseObject(text: string): Payload {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Answered below like any other body that is not an object.
  }
  throw badRequest("can't parse JSON object");
}

function queryOf(request: IncomingMessage): URLSearchParams {
  const at = request.url?.indexOf('?') ?? -1;
  return new URLSearchParams(at < 0 ? '' : request.url?.slice(at + 1));
}

/** In forms, objects and arrays travel as JSON text. */
function fieldsOf(entries: Iterable<[string, string]>): Payload {
  const payload: Payload = {};
  for (const [name, text] of entries) payload[name] = /^\s*[[{]/.test(text) && name !== 'text' ? jsonOr(text) : text;
  return payload;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Own parser, because grammY does not quote file names and `FormData` parsers refuse that; Telegram accepts it. */
function parseMultipart(body: Buffer, contentType: string): Call {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  if (!boundary) throw badRequest("can't parse multipart body");
  const fields: [string, string][] = [];
  const files = new Map<string, Buffer>();
  for (const part of splitParts(body, `--${boundary}`)) {
    const headerEnd = part.indexOf('\r\n\r\n');
    const header = part.subarray(0, headerEnd).toString();
    const content = part.subarray(headerEnd + 4);
    const name = /\bname="?([^";\r\n]+)/i.exec(header)?.[1];
    if (headerEnd < 0 || !name) continue;
    if (/filename=/i.test(header)) files.set(name, content);
    else fields.push([name, content.toString()]);
  }
  return { payload: fieldsOf(fields), files };
}

function* splitParts(body: Buffer, delimiter: string): Generator<Buffer> {
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const contentStart = start + delimiter.length + 2;
    const next = body.indexOf(`\r\n${delimiter}`, contentStart);
    if (next < 0) return;
    yield body.subarray(contentStart, next);
    start = next + 2;
  }
}

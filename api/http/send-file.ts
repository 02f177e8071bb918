import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileAnswer } from '../contract/operation.ts';

/**
 * Sends a file while it is read, no faster than the other side takes it. Beside the headers of every answer (nothing in it
 * may run, be framed or be taken for something else) it is saved rather than shown, unless it is known to be harmless.
 */
export async function sendFile(response: Response, file: FileAnswer): Promise<void> {
  response.set('Content-Type', charsetOf(file.contentType));
  response.set('Content-Disposition', disposition(file));
  if (file.size !== undefined) response.set('Content-Length', String(file.size));
  try {
    await pipeline(Readable.from(file.bytes), response);
  } catch (error) {
    // The reader went away, or the rest could not be read: the answer has begun, so that it can only break off.
    if (!response.headersSent) throw error;
    response.destroy();
  }
}

function charsetOf(contentType: string): string {
  return contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType;
}

/** RFC 6266: a name that every browser understands, and the true one. */
function disposition({ name, show }: FileAnswer): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${show ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

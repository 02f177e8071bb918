import type { Request } from 'express';
import { AppError } from '../../kernel/errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stops another site from acting with our user's cookie: a changing request needs a header that only scripts can set, and
 * the browser's word that it comes from our own pages. Requests with an API key carry no cookie and need neither.
 */
export function requireSameOrigin(request: Request, publicUrl: string | undefined): void {
  if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return;
  if (request.headers['x-voronka-client'] && isFromOurPages(request, publicUrl)) return;
  throw new AppError('forbidden', {
    message: 'cross-site request refused',
    userMessage: 'This request did not come from the page of this site.',
  });
}

/** Browsers say so themselves where the connection is secure; elsewhere the origin has to be the host that was asked. */
function isFromOurPages(request: Request, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin !== undefined && isOurOrigin(origin, host, publicUrl);
}

function isOurOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const claimed = new URL(origin).host;
  return claimed === host || (publicUrl !== undefined && claimed === new URL(publicUrl).host);
}

import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Lets a handler begin and end the browser's session. */
export interface SessionCookie {
  set(token: string): void;
  clear(): void;
}

export const sessionDays = 30;

/** Whether cookies may only travel over https. */
export function isBoundToHttps({ publicUrl }: { publicUrl?: string }): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

/** With https, the name's prefix makes browsers refuse a cookie that another host or plain http planted. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-voronka' : 'voronka';
}

export function sessionTokenOf(request: Request, secure: boolean): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[cookieName(secure)];
}

export function sessionCookie(response: Response, secure: boolean): SessionCookie {
  const write = (value: string, maxAge: number) =>
    response.append(
      'Set-Cookie',
      stringifySetCookie({
        name: cookieName(secure),
        value,
        maxAge,
        httpOnly: true,
        secure,
        sameSite: 'lax',
        path: '/',
      }),
    );
  return { set: (token) => write(token, sessionDays * 24 * 60 * 60), clear: () => write('', 0) };
}

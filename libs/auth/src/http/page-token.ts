import type { FastifyRequest } from 'fastify';
import { PAGE_COOKIE } from '#auth-kernel';
import { hostCookie } from '#glue/http';
import type { FreshSession } from '../core/ports/sessions.dal.js';

/** A session and its token. */
interface Issued {
  token: string;
  session: FreshSession;
}

/** The cookie of the page. It is kept beyond the browser's end if the session is remembered. */
export function pageCookie({ token, session }: Issued, { headers }: FastifyRequest): string {
  const seconds = Math.floor((session.expiresAt.getTime() - Date.now()) / 1000);
  return hostCookie(PAGE_COOKIE, token, headers, session.login?.isRemembered ? seconds : undefined);
}

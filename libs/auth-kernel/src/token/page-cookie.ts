import type { IncomingHttpHeaders } from 'node:http';
import { PRODUCT } from '#glue/product';
import { HostCookie, originOf } from './host-cookie.js';

/** The cookie that carries the token of the web page. */
const COOKIE = new HostCookie(PRODUCT);

/** The name with https. */
export const PAGE_COOKIE = COOKIE.secureName;

/**
 * The header that the page sends with each request; other origins cannot, unless CORS allows it.
 */
export const PAGE_HEADER = `x-${PRODUCT}-page`;

/**
 * The token in the page's cookie, if the request is from a page of this origin, according to the
 * browser, and has {@link PAGE_HEADER}. The header is required with every method, because some GET
 * routes change data.
 */
export function readPageCookie(headers: IncomingHttpHeaders): string | undefined {
  if (!headers.cookie || !headers[PAGE_HEADER] || !isSameOrigin(headers)) return undefined;
  return COOKIE.read(headers);
}

/** The value of `Set-Cookie` that gives the page its token, until the browser is closed. */
export function pageCookie(token: string, headers: IncomingHttpHeaders): string {
  return COOKIE.set(token, headers);
}

/** The values of `Set-Cookie` that delete the cookie, under both names. */
export function clearedPageCookies(): string[] {
  return COOKIE.clear();
}

/** Browsers send `Sec-Fetch-Site`. Those before 2023 send `Origin` only, and not with GET. */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return !!headers.host && originOf(headers)?.host === headers.host.toLowerCase();
}

import type { IncomingHttpHeaders } from 'node:http';
import { HostCookie, originOf } from './host-cookie.js';

/** The cookie that carries the token of the web page. */
const COOKIE = new HostCookie('seam');

/** Its name wherever there is https. */
export const PAGE_COOKIE = COOKIE.secureName;

/** What the page sends with each request; no page of another origin can, without leave. */
export const PAGE_HEADER = 'x-seam-page';

/**
 * The token in the page's cookie, if it counts: the browser says that the page
 * which asks is of this origin, and the page sends {@link PAGE_HEADER}. That header
 * is wanted with every method, as there are GETs that change something.
 */
export function readPageCookie(headers: IncomingHttpHeaders): string | undefined {
  if (!headers.cookie || !headers[PAGE_HEADER] || !isSameOrigin(headers)) return undefined;
  return COOKIE.read(headers);
}

/** The value of `Set-Cookie` that gives the page its token, for the time the browser is open. */
export function pageCookie(token: string, headers: IncomingHttpHeaders): string {
  return COOKIE.set(token, headers);
}

/** The values of `Set-Cookie` that take it back, under whichever name it is there. */
export function clearedPageCookies(): string[] {
  return COOKIE.clear();
}

/** Browsers say so in `Sec-Fetch-Site`; those before 2023 in `Origin` only, and not with GET. */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return !!headers.host && originOf(headers)?.host === headers.host.toLowerCase();
}

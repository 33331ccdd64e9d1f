import type { IncomingHttpHeaders } from 'node:http';
import { PRODUCT } from '#glue/product';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** The prefix with which browsers require Secure, this host and all paths. */
export const HOST_PREFIX = '__Host-';

/** The cookie that carries the token of the web page; with https, after {@link HOST_PREFIX}. */
export const PAGE_COOKIE = PRODUCT;

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
  return readHostCookie(PAGE_COOKIE, headers);
}

/** The value of a cookie that only this host can set; without the prefix, on a developer's machine. */
export function readHostCookie(name: string, headers: IncomingHttpHeaders): string | undefined {
  const { cookie, host = '' } = headers;
  if (!cookie) return undefined;
  const cookies = parse(cookie);
  return cookies.get(HOST_PREFIX + name) ?? (LOOPBACK.test(host) ? cookies.get(name) : undefined);
}

/** The origin of the page that sends a request, if the browser sends it. */
export function originOf({ origin }: IncomingHttpHeaders): URL | undefined {
  return origin && URL.canParse(origin) ? new URL(origin) : undefined;
}

/** Browsers send `Sec-Fetch-Site`. Those before 2023 send `Origin` only, and not with GET. */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return !!headers.host && originOf(headers)?.host === headers.host.toLowerCase();
}

/** Of two cookies of one name, the first counts: it has the longer path. */
function parse(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.reverse().map(([name, value]) => [name ?? '', value ?? '']));
}

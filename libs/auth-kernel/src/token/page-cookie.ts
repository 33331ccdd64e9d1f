import type { IncomingHttpHeaders } from 'node:http';
import { isSameOrigin, readHostCookie } from '#glue/http';
import { PRODUCT } from '#glue/product';

/** The cookie that carries the token of the web page: a cookie of the host. */
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

import type { IncomingHttpHeaders } from 'node:http';

/**
 * The cookie that carries the token of the web page. `__Host-` makes browsers
 * refuse it unless it is Secure, for this one host and for all paths, so that no
 * neighbour under the same domain can plant one.
 */
const SECURE_NAME = '__Host-seam';
/** Its name on a developer's own machine, where there is no https. */
const LOOPBACK_NAME = 'seam';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';
const EXPIRED = 'Max-Age=0';

/** What the page sends with each request; no page of another origin can, without leave. */
export const PAGE_HEADER = 'x-seam-page';

/**
 * The token in the page's cookie, if it counts: the browser says that the page
 * which asks is of this origin, and the page sends {@link PAGE_HEADER}. That header
 * is wanted with every method, as there are GETs that change something.
 */
export function readPageCookie(headers: IncomingHttpHeaders): string | undefined {
  if (!headers.cookie || !headers[PAGE_HEADER] || !isSameOrigin(headers)) return undefined;
  const cookies = parse(headers.cookie);
  return cookies.get(SECURE_NAME) ?? (isLoopback(headers) ? cookies.get(LOOPBACK_NAME) : undefined);
}

/** The value of `Set-Cookie` that gives the page its token, for the time the browser is open. */
export function pageCookie(token: string, headers: IncomingHttpHeaders): string {
  return isPlainHttp(headers)
    ? `${LOOPBACK_NAME}=${token}; ${ATTRIBUTES}`
    : `${SECURE_NAME}=${token}; ${ATTRIBUTES}; Secure`;
}

/** The values of `Set-Cookie` that take it back, under whichever name it is there. */
export function clearedPageCookies(): string[] {
  return [
    `${SECURE_NAME}=; ${ATTRIBUTES}; Secure; ${EXPIRED}`,
    `${LOOPBACK_NAME}=; ${ATTRIBUTES}; ${EXPIRED}`,
  ];
}

/** Browsers say so in `Sec-Fetch-Site`; those before 2023 in `Origin` only, and not with GET. */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return !!headers.host && originOf(headers)?.host === headers.host.toLowerCase();
}

/**
 * Whether the page itself came over plain HTTP. The browser tells, with each POST:
 * a header of a proxy would have to be trusted, and a setting could be forgotten.
 */
function isPlainHttp(headers: IncomingHttpHeaders): boolean {
  return originOf(headers)?.protocol === 'http:';
}

function isLoopback({ host }: IncomingHttpHeaders): boolean {
  return LOOPBACK.test(host ?? '');
}

function originOf({ origin }: IncomingHttpHeaders): URL | undefined {
  return origin && URL.canParse(origin) ? new URL(origin) : undefined;
}

/** Of two cookies of one name the first counts, as it has the longer path. */
function parse(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.reverse().map(([name, value]) => [name ?? '', value ?? '']));
}

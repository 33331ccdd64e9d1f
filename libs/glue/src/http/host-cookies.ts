import type { IncomingHttpHeaders } from 'node:http';

/** The prefix with which browsers require Secure, this host and all paths. */
export const HOST_PREFIX = '__Host-';

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * The value of `Set-Cookie` for a cookie of this host that scripts cannot read. With `__Host-` no
 * sibling domain can set it. Without https, on a developer's machine, it has its plain name.
 *
 * @param maxAgeSeconds without it the cookie lasts until the browser is closed
 */
export function hostCookie(
  name: string,
  value: string,
  headers: IncomingHttpHeaders,
  maxAgeSeconds?: number,
): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  // By the `Origin` of each POST: a header of a proxy would have to be trusted, and a setting could
  // be forgotten.
  return originOf(headers)?.protocol === 'http:'
    ? `${name}=${value}; ${ATTRIBUTES}${age}`
    : `${HOST_PREFIX}${name}=${value}; ${ATTRIBUTES}; Secure${age}`;
}

/** The values of `Set-Cookie` that delete the cookie, under both names. */
export function clearedHostCookies(name: string): string[] {
  return [
    `${HOST_PREFIX}${name}=; ${ATTRIBUTES}; Secure; Max-Age=0`,
    `${name}=; ${ATTRIBUTES}; Max-Age=0`,
  ];
}

/** The value of a cookie that only this host can set; without the prefix, on a developer's machine. */
export function readHostCookie(name: string, headers: IncomingHttpHeaders): string | undefined {
  const { cookie, host = '' } = headers;
  if (!cookie) return undefined;
  const cookies = parse(cookie);
  return cookies.get(HOST_PREFIX + name) ?? (LOOPBACK.test(host) ? cookies.get(name) : undefined);
}

/**
 * Whether a page of this origin sends the request. Browsers send `Sec-Fetch-Site`; those before 2023
 * send `Origin` only, and not with GET.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return !!headers.host && originOf(headers)?.host === headers.host.toLowerCase();
}

/** The origin of the page that sends a request, if the browser sends it. */
function originOf({ origin }: IncomingHttpHeaders): URL | undefined {
  return origin && URL.canParse(origin) ? new URL(origin) : undefined;
}

/** Of two cookies of one name, the first counts: it has the longer path. */
function parse(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.reverse().map(([name, value]) => [name ?? '', value ?? '']));
}

import type { IncomingHttpHeaders } from 'node:http';
import { HOST_PREFIX, originOf } from '#auth-kernel';

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

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
  return isPlainHttp(headers)
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

/**
 * Whether the page was loaded over plain HTTP, according to the browser's `Origin` of each POST. A
 * header of a proxy would have to be trusted, and a setting could be forgotten.
 */
function isPlainHttp(headers: IncomingHttpHeaders): boolean {
  return originOf(headers)?.protocol === 'http:';
}

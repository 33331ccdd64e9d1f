import type { IncomingHttpHeaders } from 'node:http';
import { HostCookie } from '#auth-kernel';

/** As long as the marks in it are good. */
const MAX_AGE_SECONDS = 90 * 24 * 3_600;

/**
 * Keeps the marks of a device: which accounts were logged in to on it. It outlives the
 * session, and grants no access.
 */
const COOKIE = new HostCookie('seam-device');

/** What the document of the API says of an answer that sets a cookie. */
export const SETS_COOKIE = {
  'Set-Cookie': { required: true, schema: { type: 'string' as const } },
};

/** The marks that a client sends, as they came. */
export function readDeviceCookie(headers: IncomingHttpHeaders): string | undefined {
  return COOKIE.read(headers);
}

/** The value of `Set-Cookie` that has a client keep these marks. */
export function deviceCookie(marks: string, headers: IncomingHttpHeaders): string {
  return COOKIE.set(marks, headers, MAX_AGE_SECONDS);
}

import type { IncomingHttpHeaders } from 'node:http';
import { hostCookie, readHostCookie } from '#glue/http';
import { PRODUCT } from '#glue/product';

/** As long as the marks in it are valid. */
const MAX_AGE_SECONDS = 90 * 24 * 3_600;

/** Stores the marks of a device. It survives sessions, and grants no access. */
const COOKIE = `${PRODUCT}-device`;

/** The description in the OpenAPI document of a response that sets a cookie. */
export const SETS_COOKIE = {
  'Set-Cookie': { required: true, schema: { type: 'string' as const } },
};

/** The marks that a client sends, unverified. */
export function readDeviceCookie(headers: IncomingHttpHeaders): string | undefined {
  return readHostCookie(COOKIE, headers);
}

/** The value of `Set-Cookie` that makes a client store these marks. */
export function deviceCookie(marks: string, headers: IncomingHttpHeaders): string {
  return hostCookie(COOKIE, marks, headers, MAX_AGE_SECONDS);
}

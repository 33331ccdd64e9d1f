import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';
import { ACCESS_TOKEN_PREFIX, assertAccessToken } from './access-token.js';
import { readPageCookie } from './page-cookie.js';

/** RFC 6750, 2.1. */
const BEARER = /^Bearer +(\S+) *$/i;
const SCHEME = /^Bearer(?: |$)/i;

/** Where a token may be. */
export interface TokenSources {
  /** Whether the page cookie counts; not for routes that return a token, which no script may read. */
  cookie: boolean;
}

/**
 * The token of a request: from the header `token`, from `Authorization: Bearer`, or else from the
 * page cookie.
 *
 * @throws ServiceError `unauthenticated` if there is none, if there are two different ones, or if
 * `Bearer` has none.
 */
export function readToken(headers: IncomingHttpHeaders, sources?: TokenSources): string {
  const token = findToken(headers, sources);
  if (!token) throw new ServiceError(authKernelErrors.unauthenticated);
  return token;
}

/**
 * The same for routes of sessions without a guard.
 *
 * @throws ServiceError `unauthenticated` as above; `session_required` for an access token
 */
export function readSessionToken(headers: IncomingHttpHeaders, sources?: TokenSources): string {
  const token = readToken(headers, sources);
  if (!token.startsWith(ACCESS_TOKEN_PREFIX)) return token;
  assertAccessToken(token);
  throw new ServiceError(authKernelErrors.session_required);
}

/**
 * The same as {@link readToken}, or `undefined` if there is none.
 *
 * @throws ServiceError `unauthenticated` as {@link readToken} does otherwise.
 */
export function findToken(
  headers: IncomingHttpHeaders,
  { cookie }: TokenSources = { cookie: true },
): string | undefined {
  return readHeaders(headers) ?? (cookie ? readPageCookie(headers) : undefined);
}

function readHeaders(headers: IncomingHttpHeaders): string | undefined {
  const plain = headers['token'];
  const bearer = headers.authorization?.match(BEARER)?.[1];
  if (bearer === undefined && SCHEME.test(headers.authorization ?? '')) {
    // Not ignored beside a valid token: the server must not guess which token is meant.
    throw new ServiceError(authKernelErrors.unauthenticated, {
      message:
        'The header Authorization has the scheme Bearer with no token or with more than one.',
    });
  }
  const token = (Array.isArray(plain) ? plain.join() : plain)?.trim() || bearer;
  if (bearer && bearer !== token) {
    throw new ServiceError(authKernelErrors.unauthenticated, {
      message: 'The headers token and Authorization have different tokens.',
    });
  }
  return token;
}

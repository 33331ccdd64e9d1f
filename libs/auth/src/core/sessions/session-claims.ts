import { randomBytes } from 'node:crypto';
import { authKernelErrors } from '#auth-kernel';
import type { TokenClaims } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import type { CheckedSession, FreshSession } from '../ports/sessions.dal.js';

export function newSessionId(): string {
  return randomBytes(16).toString('base64url');
}

/** The claims of a session's token, derived from the session alone: always the same. */
export function claimsOf(session: FreshSession, uniqueId: string): Required<TokenClaims> {
  return {
    unique_id: uniqueId,
    sid: session.id,
    chain: session.chainId,
    iat: Math.floor(session.createdAt.getTime() / 1000),
    exp: Math.floor(session.expiresAt.getTime() / 1000),
  };
}

/** A token of an earlier version names no chain: its session is the first of one. */
export function chainOf({ chain, sid }: TokenClaims): string {
  return chain ?? sid;
}

/** @throws ServiceError `unauthenticated` if the session is of another user than the token */
export function assertSameUser({ uniqueId }: CheckedSession, claims: TokenClaims): void {
  if (uniqueId !== undefined && uniqueId !== claims.unique_id) {
    throw new ServiceError(authKernelErrors.unauthenticated);
  }
}

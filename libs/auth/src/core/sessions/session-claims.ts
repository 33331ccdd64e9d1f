import { randomBytes } from 'node:crypto';
import { authKernelErrors } from '#auth-kernel';
import type { TokenClaims } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import type { FreshSession } from '../ports/sessions.dal.js';

/** An id of 128 random bits, as sessions have it. */
export function newSessionId(): string {
  return randomBytes(16).toString('base64url');
}

/** What the token of a session says: made of the session alone, so always the same. */
export function claimsOf(session: FreshSession, uniqueId: string): Required<TokenClaims> {
  return {
    unique_id: uniqueId,
    sid: session.id,
    chain: session.chainId,
    iat: Math.floor(session.createdAt.getTime() / 1000),
    exp: Math.floor(session.expiresAt.getTime() / 1000),
  };
}

/** The chain that a token belongs to. One of an earlier version began a chain, if any. */
export function chainOf({ chain, sid }: TokenClaims): string {
  return chain ?? sid;
}

/** @throws ServiceError `unauthenticated` if the session is not that of the token's user */
export function assertSameUser({ uniqueId }: FreshSession, claims: TokenClaims): void {
  if (uniqueId !== undefined && uniqueId !== claims.unique_id) {
    throw new ServiceError(authKernelErrors.unauthenticated);
  }
}

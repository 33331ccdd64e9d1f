import { hash, randomBytes } from 'node:crypto';

/** A token that cannot be guessed: 256 random bits. Its hash needs no secret. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function hashOfInvitationToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

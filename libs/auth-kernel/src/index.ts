export { ApiSession, ApiToken } from './api-security.js';
export {
  type Addressee,
  AUTH_CLIENT,
  type AuthClient,
  authContract,
  type Session,
  type User,
  type UserDeletion,
} from './auth.contract.js';
export { authKernelErrors } from './auth-kernel.errors.js';
export { authKernel } from './auth.kernel.js';
export { emailAddress } from './email-address.js';
export { AdminGuard } from './session/admin.guard.js';
export { EndedSessions } from './session/ended-sessions.js';
export { type Ended, SessionInvalidations } from './session/session-invalidations.js';
export { Scope, type ScopeName, SCOPES } from './session/scope.js';
export {
  type AuthenticatedRequest,
  ConfirmedSessionGuard,
  SCOPED_ERRORS,
  SESSION_ERRORS,
  SessionGuard,
  type SessionRequest,
  UnusedSessionGuard,
} from './session/session.guard.js';
export * from './token/access-token.js';
export { hashOfLinkToken, linkToPage, newLinkToken } from './token/link-token.js';
export { PAGE_COOKIE } from './token/page-cookie.js';
export { findToken, readSessionToken, readToken } from './token/read-token.js';
export { tokenExpired, tokenRejected } from './token/rejected-tokens.js';
export { SignedTokens } from './token/signed-tokens.js';
export * from './token/token-verifier.js';
export { users } from './users.js';

export { ApiSession, ApiToken } from './api-security.js';
export {
  AUTH_CLIENT,
  type AuthClient,
  authContract,
  type Session,
  type User,
  type UserEvent,
  type UserEventCursor,
} from './auth.contract.js';
export { authKernelErrors } from './auth-kernel.errors.js';
export { authKernel } from './auth.kernel.js';
export type { AuthenticatedRequest } from './session/authenticated-request.js';
export { emailAddress } from './email-address.js';
export { SessionInvalidations } from './session/session-invalidations.js';
export { SESSION_ERRORS } from './session/session-errors.js';
export { ConfirmedSessionGuard, SessionGuard } from './session/session.guard.js';
export { HmacKeys } from './token/hmac-keys.js';
export { HostCookie } from './token/host-cookie.js';
export { KeyedHash } from './token/keyed-hash.js';
export { clearedPageCookies, pageCookie } from './token/page-cookie.js';
export { findToken, readBearer, readHeaderToken, readToken } from './token/read-token.js';
export { SignedTokens } from './token/signed-tokens.js';
export type { TokenClaims } from './token/token-claims.js';
export { type TokenConfig, tokenConfig } from './token/token.config.js';
export { TokenModule } from './token/token.module.js';
export { TokenService } from './token/token.service.js';

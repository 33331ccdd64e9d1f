export { HmacKeys } from './hmac-keys.js';
export { HostCookie } from './host-cookie.js';
export { KeyedHash } from './keyed-hash.js';
export { clearedPageCookies, PAGE_COOKIE, PAGE_HEADER, pageCookie } from './page-cookie.js';
export { findToken, readBearer, readHeaderToken, readToken } from './read-token.js';
export { ServiceTokenService } from './service-token.service.js';
export type { TokenClaims } from './token-claims.js';
export { TokenModule } from './token.module.js';
export { TokenService } from './token.service.js';

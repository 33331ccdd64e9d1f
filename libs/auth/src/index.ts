export { authContext } from './auth.context.js';
export { HmacKeys } from './tokens/hmac-keys.js';
export { JwtTokens } from './tokens/jwt-tokens.js';

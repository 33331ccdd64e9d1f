export { ApiErrors } from './api-errors.decorator.js';
export { ApiSession, ApiToken } from './api-security.js';
export { addressGroup, clientAddress } from './client-address.js';
export { emailAddress } from './email-address.js';
export { plainText, textPattern } from './plain-text.js';
export { outgoingHeaders } from './request-context.js';
export { OwnTurns } from './request-turns.js';
export { type App, serve } from './serve.js';

export { ApiErrors } from './api-errors.decorator.js';
export { addressGroup, clientAddress } from './client-address.js';
export { emailAddress } from './email-address.js';
export { plainText } from './plain-text.js';
export { outgoingHeaders } from './request-context.js';
export { type App, serve } from './serve.js';

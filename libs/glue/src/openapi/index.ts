export { ApiErrors } from './api-errors.decorator.js';
export { ApiSession, ApiToken } from './api-security.js';
export { serveApiDescription } from './open-api.js';

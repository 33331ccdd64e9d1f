export { ApiErrors } from './api-errors.decorator.js';
export { serveApiDescription } from './open-api.js';

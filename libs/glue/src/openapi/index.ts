export { ApiErrors } from './api-errors.decorator.js';
export { type ApiDescription, serveApiDescription } from './open-api.js';

export { ApiErrors } from './api-errors.decorator.js';
export { plainText } from './plain-text.js';
export { requestContext } from './request-context.js';
export { type AppDefinition, serve } from './serve.js';

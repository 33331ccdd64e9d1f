export { BODY_LIMIT, commonErrors } from './common.errors.js';
export {
  defineErrors,
  type ErrorDefinition,
  type ErrorTable,
  joinErrors,
  notFound,
} from './define-errors.js';
export { type InvalidField, invalidField, jsonPointer } from './invalid-field.js';
export { isTransient } from './is-transient.js';
export { reasonOf } from './reason-of.js';
export { isServiceError, ServiceError, type ServiceErrorOptions } from './service-error.js';
export { StartError } from './start-error.js';

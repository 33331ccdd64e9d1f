export { BODY_LIMIT, commonErrors } from './common.errors.js';
export {
  defineErrors,
  type ErrorDefinition,
  type ErrorDescription,
  type ErrorTable,
  joinErrors,
} from './define-errors.js';
export { reasonOf } from './reason-of.js';
export {
  isServiceError,
  ServiceError,
  type ErrorDetail,
  type ServiceErrorOptions,
} from './service-error.js';
export { StartError } from './start-error.js';

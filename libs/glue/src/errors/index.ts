export { type Around, aroundMethods } from './around-methods.js';
export { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from './error-catalogue.js';
export { ServiceError, type ErrorDetail, type ServiceErrorOptions } from './service-error.js';
export { StartError } from './start-error.js';

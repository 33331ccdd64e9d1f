import type { ServiceError } from './service-error.js';

/** Whether the same request may succeed later. */
export function isTransient({ status, retryAfterSeconds }: ServiceError): boolean {
  return status >= 500 || status === 429 || retryAfterSeconds !== undefined;
}

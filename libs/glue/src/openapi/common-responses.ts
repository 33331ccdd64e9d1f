import { commonErrors, type ErrorDefinition } from '../errors/index.js';

/** The possible errors of every request. */
export const ANYWHERE: ErrorDefinition[] = [
  commonErrors.malformed_request,
  commonErrors.method_not_allowed,
  commonErrors.request_timeout,
  commonErrors.uri_too_long,
  commonErrors.too_many_requests,
  commonErrors.headers_too_large,
  commonErrors.internal,
  commonErrors.too_busy,
];
/** The same for methods with a body, whether or not the route takes one. */
export const WITH_BODY: ErrorDefinition[] = [
  commonErrors.malformed_json,
  commonErrors.body_too_large,
  commonErrors.unsupported_media_type,
];

const text = { type: 'string' as const };
/** The headers of every response with a status. */
export const HEADERS: Record<number, Record<string, object>> = {
  401: { 'WWW-Authenticate': { description: 'How to authenticate', required: true, schema: text } },
  405: { Allow: { description: 'The allowed methods', required: true, schema: text } },
  429: { 'Retry-After': retryAfter() },
  503: { 'Retry-After': retryAfter() },
};

function retryAfter() {
  const schema = { type: 'integer', minimum: 1 };
  return { description: 'Seconds to wait before the next try', required: true, schema };
}

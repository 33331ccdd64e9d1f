import { defineErrors } from './define-errors.js';

export const BODY_LIMIT = 64 * 1024;

/** The errors of every server, with any contexts. */
export const commonErrors = defineErrors({
  malformed_request: {
    status: 400,
    message: 'The request cannot be understood.',
    when: 'The request is not HTTP, or its URL cannot be decoded, as with `%zz`.',
    cure: 'Percent-encode the URL. A retry does not help.',
  },
  refused: {
    status: 400,
    message: 'The request was refused.',
    when:
      'An error that has no code of its own, such as an unsatisfiable `Range` (416): **the one ' +
      'code whose status differs**, see `status`.',
    cure: 'Decide by the status.',
  },
  malformed_json: {
    status: 400,
    message: 'The body is not valid JSON in UTF-8.',
    when: 'The body is not JSON, or not in UTF-8.',
    cure: 'Correct the body.',
  },
  validation_failed: {
    status: 400,
    message: 'The request has invalid fields.',
    when: 'A field is missing, of another type or out of its limits.',
    cure: 'Correct the fields that `errors` names.',
  },
  caller_not_allowed: {
    status: 403,
    message: 'The calling service may not ask this.',
    when: 'Between services only: the contract allows a call to other contexts than this one.',
    cure: 'Operators: report it; the versions of the services do not fit.',
  },
  not_found: {
    status: 404,
    message: 'This address does not exist.',
    when: 'No route has this path.',
    cure: 'Correct the path; `/docs` lists all routes.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not allow this method.',
    when: 'The path exists, but allows other methods only.',
    cure: 'Use one that `Allow` lists.',
  },
  request_timeout: {
    status: 408,
    message: 'The request took too long to arrive.',
    when: 'The complete request did not arrive in time.',
    cure: 'Send it again.',
  },
  body_too_large: {
    status: 413,
    message: 'The body is larger than this server allows.',
    when: `The body has more than ${BODY_LIMIT / 1024} KiB; of a call with a larger limit, more than that.`,
    cure: 'Send a smaller body.',
  },
  uri_too_long: {
    status: 414,
    message: 'The address is longer than this server allows.',
    when: 'A segment of the path is longer than any valid value.',
    cure: 'Shorten it.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'Send the body as application/json.',
    when: 'There is a body, and its `Content-Type` is not JSON.',
    cure: 'Send `Content-Type: application/json`.',
  },
  too_many_requests: {
    status: 429,
    message: 'Too many requests. Try again later.',
    when: 'A limit is reached, such as that of failed attempts; `detail` says which.',
    cure: 'Wait as long as `Retry-After` says, then retry.',
  },
  headers_too_large: {
    status: 431,
    message: 'The headers are larger than this server allows.',
    when: 'The request has too many headers, or too large ones.',
    cure: 'Send fewer headers; check for large ones of other sites on the same domain.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong on our side.',
    when: 'A bug, or an error that the server does not handle.',
    cure: 'Report the `request_id`; the log contains the cause.',
  },
  database_unavailable: {
    status: 503,
    message: 'The database is unavailable. Try again shortly.',
    when: 'The database is unavailable, full or too slow.',
    cure: 'Wait as long as `Retry-After` says, then retry. Operators: see `/readyz`.',
  },
  too_busy: {
    status: 503,
    message: 'The server is too busy. Try again shortly.',
    when: 'Too many requests of all clients or of one wait, or too many large responses are unread.',
    cure: 'Wait as long as `Retry-After` says, then retry.',
  },
});

import { defineErrors } from './define-errors.js';

/** The errors that any server answers with, whatever its contexts. */
export const commonErrors = defineErrors({
  malformed_request: {
    status: 400,
    message: 'The request cannot be understood.',
    when: 'The request is not HTTP, or its address cannot be decoded, as with `%zz`.',
    cure: 'Encode the address as URLs are. Sending it again does not help.',
  },
  refused: {
    status: 400,
    message: 'The request is refused.',
    when:
      'What has no code of its own, such as a range of a file that is not there (416): **the one ' +
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
  not_found: {
    status: 404,
    message: 'There is nothing at this address.',
    when: 'There is nothing at this address.',
    cure: 'Correct the address; `/docs` lists them all.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not take this method.',
    when: 'The address is known, but takes other methods.',
    cure: 'Use one that `Allow` lists.',
  },
  request_timeout: {
    status: 408,
    message: 'The request took too long to arrive.',
    when: 'The request did not arrive whole in time.',
    cure: 'Send it again.',
  },
  body_too_large: {
    status: 413,
    message: 'The body is larger than this server takes.',
    when: 'The body has more than 64 KiB.',
    cure: 'Send less.',
  },
  uri_too_long: {
    status: 414,
    message: 'The address is longer than this server takes.',
    when: 'A part of the address is longer than any value can be.',
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
    when:
      'A limit of requests is reached, such as that of failed attempts, or of requests in flight; ' +
      '`detail` says which.',
    cure: 'Wait as `Retry-After` says, then send it again.',
  },
  headers_too_large: {
    status: 431,
    message: 'The headers are larger than this server takes.',
    when: 'The headers are larger than the server takes.',
    cure: 'Send fewer; look for large ones of other sites.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong on our side.',
    when: 'A bug, or something that nobody foresaw.',
    cure: 'Report the `request_id`; the log has the cause.',
  },
  database_unavailable: {
    status: 503,
    message: 'The database is away. Try again shortly.',
    when: 'The database is unavailable, full or too slow.',
    cure: 'Wait as `Retry-After` says, then send it again. Operators: see `/readyz`.',
  },
  too_busy: {
    status: 503,
    message: 'Too much is asked at once. Try again shortly.',
    when:
      'Too much is asked at once: too many requests wait for what is slow, too many of the same ' +
      'address wait, or too many big answers have not been read.',
    cure: 'Wait as `Retry-After` says, then send it again.',
  },
});

/**
 * Every error code that a Seam process may answer with, its HTTP status and the
 * sentence a client reads when the thrower gives no better one.
 *
 * This is the one place for codes: `docs/errors.md` is checked against it, and
 * no code may stand here that nothing throws.
 */
export const ERROR_CATALOGUE = {
  malformed_request: { status: 400, message: 'The request cannot be understood.' },
  refused: { status: 400, message: 'The request is refused.' },
  malformed_json: { status: 400, message: 'The body is not valid JSON in UTF-8.' },
  validation_failed: { status: 400, message: 'The request has invalid fields.' },
  password_guessable: { status: 400, message: 'The password is easy to guess.' },
  unauthenticated: { status: 401, message: 'A valid token is required.' },
  session_ended: { status: 401, message: 'The session is over. Log in again.' },
  invalid_credentials: { status: 401, message: 'The email or the password is wrong.' },
  owner_required: { status: 403, message: 'Only the owner of the item may do this.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  user_not_found: { status: 404, message: 'There is no such user.' },
  item_not_found: { status: 404, message: 'There is no such item among yours.' },
  connection_not_found: { status: 404, message: 'The item is not shared with this user.' },
  method_not_allowed: { status: 405, message: 'This address does not take this method.' },
  request_timeout: { status: 408, message: 'The request took too long to arrive.' },
  email_taken: { status: 409, message: 'This email is already registered.' },
  already_shared: { status: 409, message: 'The item is shared with this user already.' },
  item_limit_reached: { status: 409, message: 'You have as many items as one user may have.' },
  title_limit_reached: {
    status: 409,
    message: 'The titles of all items of their owner may not get any longer.',
  },
  share_limit_reached: { status: 409, message: 'No more items can be shared with this user.' },
  member_limit_reached: { status: 409, message: 'The item has as many members as it may have.' },
  user_id_reused: {
    status: 409,
    message: 'The items under your id are those of an earlier user. Ask the operator.',
  },
  event_cursor_unknown: { status: 409, message: 'There is no such event of users here.' },
  body_too_large: { status: 413, message: 'The body is larger than this server takes.' },
  uri_too_long: { status: 414, message: 'The address is longer than this server takes.' },
  unsupported_media_type: { status: 415, message: 'Send the body as application/json.' },
  too_many_requests: { status: 429, message: 'Too many requests. Try again later.' },
  headers_too_large: { status: 431, message: 'The headers are larger than this server takes.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
  database_unavailable: { status: 503, message: 'The database is away. Try again shortly.' },
  store_unavailable: { status: 503, message: 'The store cannot be written. Try again shortly.' },
  session_store_unavailable: {
    status: 503,
    message: 'The session store is away. Try again shortly.',
  },
  auth_unavailable: { status: 503, message: 'The auth service is away. Try again shortly.' },
  auth_answer_invalid: {
    status: 503,
    message: 'The auth service gives answers that make no sense. Try again shortly.',
  },
  too_busy: { status: 503, message: 'Too much is asked at once. Try again shortly.' },
} as const satisfies Record<string, { status: number; message: string }>;

/** A code of {@link ERROR_CATALOGUE}; errors are told apart by it, never by class. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Whether a text, such as one that another service has sent, is a code of this catalogue. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, code);
}

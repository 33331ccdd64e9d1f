import { defineErrors } from '#glue/errors';
import { PRODUCT } from '#glue/product';

/** The errors that auth returns to other contexts. */
export const authKernelErrors = defineErrors({
  unauthenticated: {
    status: 401,
    message: 'A valid token is required.',
    challenge: `Bearer realm="${PRODUCT}"`,
    when:
      'The token is missing, forged, expired or deleted, the request has two different tokens, or a cookie ' +
      'was not sent by the page.',
    cure:
      'Log in, and send the token in `token` or as `Authorization: Bearer`. Replace an access token that was ' +
      'deleted or has expired.',
  },
  session_ended: {
    status: 401,
    message: 'The session has ended. Log in again.',
    challenge: `Bearer realm="${PRODUCT}", error="invalid_token"`,
    when:
      'The token is valid, but its session has ended: by logout, by timeout, by a refresh that ' +
      'replaced it, by reuse of a replaced token, by its user in another session, by a new password, ' +
      'by a 51st login, or with its user.',
    cure: 'Discard the token and log in again.',
  },
  session_required: {
    status: 403,
    message: 'An access token cannot do this. Log in.',
    when: 'The request has an access token, and the route is for sessions of a login only.',
    cure: 'Log in, and send the token of the session.',
  },
  scope_missing: {
    status: 403,
    message: 'The access token lacks a scope.',
    when: 'The access token is valid, but was not made for this; `scope` says which scope is missing.',
    cure: 'Make an access token with this scope.',
  },
  admin_required: {
    status: 403,
    message: 'Only administrators can do this.',
    when: 'The route is for administrators, and the session is of another user, or has no second factor where `ADMIN_REQUIRES_SECOND_FACTOR` is on.',
    cure: 'Administrators: set up a second factor and log in again. Operators: `npm run admin -- grant <email>` makes a user an administrator.',
  },
  user_not_found: {
    status: 404,
    message: 'There is no such user.',
    when: 'The user does not exist, or was deleted.',
    cure: 'Correct the email or id. If the user is the caller, discard the token.',
  },
  user_id_reused: {
    status: 409,
    message: 'What is stored under your id belongs to an earlier user. Ask the operator.',
    when: 'auth was restored from an older backup and reused an id whose earlier user still has data here.',
    cure: 'Operators: [consistency.md](consistency.md); users can do nothing.',
  },
  session_store_unavailable: {
    status: 503,
    message: 'The session store is unavailable. Try again shortly.',
    when: 'The Redis that holds the sessions is unavailable or does not answer within a second.',
    cure: 'Wait as long as `Retry-After` says, then retry. Operators: see `/readyz` of auth.',
  },
});

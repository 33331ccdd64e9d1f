import { defineErrors } from '#glue/errors';

const OPERATORS = 'Operators: [consistency.md](consistency.md)';
const WAIT = 'Wait as `Retry-After` says, then send it again.';

/** What auth answers with to other contexts, and what they answer with if they cannot ask it. */
export const authKernelErrors = defineErrors({
  unauthenticated: {
    status: 401,
    message: 'A valid token is required.',
    challenge: 'Bearer realm="seam"',
    when:
      'No token, a forged or expired one, two different ones, or a cookie that did not come from ' +
      'the page.',
    cure: 'Log in, and send the token in `token` or as `Authorization: Bearer`.',
  },
  session_ended: {
    status: 401,
    message: 'The session is over. Log in again.',
    challenge: 'Bearer realm="seam", error="invalid_token"',
    when:
      'The token is ours, but its session is over: logged out, idle too long, replaced, refreshed ' +
      'again too late or deleted with its user.',
    cure: 'Forget the token and log in again.',
  },
  user_not_found: {
    status: 404,
    message: 'There is no such user.',
    when: 'There is no such user, or no longer.',
    cure: 'Correct whom you name; if it is yourself, forget the token.',
  },
  event_cursor_unknown: {
    status: 409,
    message: 'There is no such event of users here.',
    when: 'Between services only: auth does not have the event after which todo asks.',
    cure: `${OPERATORS}.`,
  },
  session_store_unavailable: {
    status: 503,
    message: 'The session store is away. Try again shortly.',
    when: 'The Redis that holds the sessions is unavailable or does not answer within a second.',
    cure: `${WAIT} Operators: see \`/readyz\` of auth.`,
  },
  auth_unavailable: {
    status: 503,
    message: 'The auth service is away. Try again shortly.',
    when:
      'The auth service is unavailable, too slow, or failing so often that calls are held back for ' +
      'a moment.',
    cure: `${WAIT} Operators: see \`/readyz\` of todo, and the log for the reason.`,
  },
  auth_answer_invalid: {
    status: 503,
    message: 'The auth service gives answers that make no sense. Try again shortly.',
    when: 'Something answers where auth should be, and it is not auth, or not one of this version.',
    cure: `${WAIT} Operators: check \`AUTH_API_URL\`.`,
  },
});

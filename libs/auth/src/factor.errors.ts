import { defineErrors } from '#glue/errors';
import { PRODUCT } from '#glue/product';
import { MAX_PASSKEYS } from './auth.limits.js';

/** Not one that browsers know: they would open their login dialog over the page. */
const challenge = `xSecondFactor realm="${PRODUCT}"`;

/** The errors of second factors, passkeys and proofs. */
export const factorErrors = defineErrors({
  second_factor_required: {
    status: 401,
    message: 'The account has a second factor. Send it with the challenge.',
    challenge,
    when: 'The email and the password are right, and the account has a second factor. `challenge` names the login in progress, for 5 minutes.',
    cure: 'Send `challenge` and the second factor to `POST /api/v2/account/sessions`. Scripts use access tokens: [access-tokens.md](access-tokens.md).',
  },
  second_factor_wrong: {
    status: 401,
    message: 'The code is wrong, or was used already.',
    challenge,
    when: 'A code of an app or a recovery code is wrong, has expired, or was used before. Each is valid once.',
    cure: 'Ask for the next code. Correct the clock of the device if all codes are refused.',
  },
  login_expired: {
    status: 401,
    message: 'This login has expired. Begin again.',
    challenge,
    when: 'The challenge of a login is unknown, older than 5 minutes, or used, or the sessions of the user have ended meanwhile.',
    cure: 'Log in with the email and the password again.',
  },
  passkey_refused: {
    status: 401,
    message: 'This passkey is not accepted.',
    challenge,
    when: 'The passkey is unknown or of another account, its answer is not to a challenge of this server, was used already, or came too late.',
    cure: 'Ask for new options and try again, or log in in another way.',
  },
  passkey_copied: {
    status: 401,
    message: 'This passkey may have been copied. Log in in another way, and remove it.',
    challenge,
    when: 'The counter of the passkey did not rise: two devices may have the same key.',
    cure: 'Remove the passkey and register a new one.',
  },
  proof_incomplete: {
    status: 401,
    message: 'This is not enough to prove who you are.',
    challenge,
    when: 'A proof needs the password and, if the account has one, the second factor; or a passkey alone.',
    cure: 'Send all of them in one request.',
  },
  recent_proof_required: {
    status: 403,
    message: 'Prove again who you are.',
    when: 'The operation needs a proof that is at most 10 minutes old: a login, or `POST /api/v2/account/proofs`.',
    cure: 'Send the password, and the second factor if there is one, to `POST /api/v2/account/proofs`, and repeat the request with the new token.',
  },
  totp_not_found: {
    status: 404,
    message: 'There is no such app.',
    when: 'The account has no codes of an app, or the setup has expired.',
    cure: 'Begin the setup.',
  },
  passkey_not_found: {
    status: 404,
    message: 'There is no such passkey.',
    when: 'The passkey was removed, or is not the caller’s.',
    cure: 'List the passkeys again.',
  },
  passkey_invalid: {
    status: 400,
    message: 'The passkey could not be registered.',
    when: 'The answer of the browser is not to a challenge of this server, is too old, or does not verify the user.',
    cure: 'Ask for new options and try again.',
  },
  passkey_registered: {
    status: 409,
    message: 'This passkey is registered already.',
    when: 'An account has this passkey.',
    cure: 'Use it, or register another one.',
  },
  too_many_passkeys: {
    status: 409,
    message: `You have ${MAX_PASSKEYS} passkeys, which is the most. Remove one first.`,
    when: `The account has ${MAX_PASSKEYS} passkeys.`,
    cure: 'Remove passkeys that are not used.',
  },
  no_second_factor: {
    status: 409,
    message: 'The account has no second factor.',
    when: 'Recovery codes replace a second factor: without one there are none.',
    cure: 'Set up an app or a passkey first.',
  },
  last_way_in: {
    status: 409,
    message: 'This is the last way to log in. Add another one first.',
    when: 'Without it, the account would have neither a password nor a passkey.',
    cure: 'Add a passkey or set a password first.',
  },
  passkeys_off: {
    status: 501,
    message: 'Passkeys need an address with a name and HTTPS, or localhost. This one has not.',
    when:
      '`PUBLIC_URL` is an IP address, or is neither https nor localhost: browsers offer no passkeys there. Or it is ' +
      'not set in production.',
    cure: 'Open the page at http://localhost in development. Operators: set `PUBLIC_URL` to a name with https.',
  },
});

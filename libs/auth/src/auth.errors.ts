import { defineErrors } from '#glue/errors';
import { PRODUCT } from '#glue/product';
import { MAX_ACCESS_TOKENS } from './auth.limits.js';

/** The errors of auth that other contexts do not return. */
export const authErrors = defineErrors({
  password_guessable: {
    status: 400,
    message: 'The password is easy to guess.',
    when:
      'The chosen password is common, is a simple pattern, or is derived from the email or the ' +
      'product’s name. Production only.',
    cure: 'Choose another password; `detail` says what is wrong with this one.',
  },
  invalid_credentials: {
    status: 401,
    message: 'The email or the password is wrong.',
    // Not `Basic`: browsers would open their login dialog over the page.
    challenge: `xBasic realm="${PRODUCT}", charset="UTF-8"`,
    when: 'The email is unknown, the password is wrong or the header is malformed; the response does not say which.',
    cure: 'Ask for the email and the password again.',
  },
  proof_required: {
    status: 403,
    message: 'Show that the account is yours: log in, or send the password.',
    when:
      'The confirmation of a new email has neither a session of the user, nor the password. The first ' +
      'confirmation of an email has neither, nor a new password; that of an administrator has no new password.',
    cure:
      'Ask for the password, and send it with the token; for the first confirmation, a new one serves, too. The ' +
      'link stays valid.',
  },
  email_unverified: {
    status: 403,
    message: 'Confirm your email address first: open the link in the mail.',
    when:
      'The password is right, but the installation requires proven emails (`LOGIN_REQUIRES_VERIFIED_EMAIL`). Or an ' +
      'administrator changes an email that is not confirmed.',
    cure: 'Open the link in the mail, or ask for another one.',
  },
  link_invalid: {
    status: 410,
    message: 'The link was used already, or has expired. Ask for a new one.',
    when: 'The token of a link in a mail is unknown, has expired, or was used. A newer password makes it invalid, too.',
    cure: 'Ask for a new mail.',
  },
  mails_off: {
    status: 501,
    message: 'This installation sends no mails.',
    when: 'The operation needs a mail, and the context mail is not part of the installation.',
    cure: 'Ask the operator. Operators: host mail, or set `MAIL_API_URL`: [mail.md](mail.md).',
  },
  links_off: {
    status: 501,
    message: 'This installation has no public address, so there are no links to it.',
    when: 'The operation makes a link to the page, and `PUBLIC_URL` is not set in production.',
    cure: 'Ask the operator. Operators: set `PUBLIC_URL` to the address under which people open the page.',
  },
  session_not_found: {
    status: 404,
    message: 'There is no such session.',
    when: 'The session has ended, or is not the caller’s.',
    cure: 'List the sessions again.',
  },
  email_taken: {
    status: 409,
    message: 'This email is already registered.',
    when: 'An account with this email exists. Emails are compared without case and surrounding space.',
    cure: 'Log in instead, or choose another email.',
  },
  last_administrator: {
    status: 409,
    message: 'This is the last administrator.',
    when: 'The user is the only administrator who is not disabled, and would be deleted, disabled or revoked.',
    cure: 'Make another user an administrator first. Operators may add `--force` to `npm run admin`.',
  },
  registration_closed: {
    status: 403,
    message: 'Registration is closed.',
    when: '`REGISTRATION` is `closed`.',
    cure: 'Ask the operator. Operators: `REGISTRATION=invited` lets administrators invite people.',
  },
  invitation_required: {
    status: 403,
    message: 'An invitation is required to register.',
    when: '`REGISTRATION` is `invited`, and the request has no `invitation`.',
    cure: 'Ask an administrator for an invitation, and open its link.',
  },
  invitation_invalid: {
    status: 403,
    message: 'The invitation is for another email, was used already, or has expired.',
    when: 'The token of the invitation is unknown, has expired after 7 days, was used, or is of another email. A newer invitation of the same email makes it invalid, too.',
    cure: 'Register with the email that was invited, or ask for a new invitation.',
  },
  token_not_found: {
    status: 404,
    message: 'There is no such access token.',
    when: 'You have no access token with this id: it was deleted, or is of another user.',
    cure: 'List your access tokens.',
  },
  too_many_tokens: {
    status: 409,
    message: `You have ${MAX_ACCESS_TOKENS} access tokens, which is the most. Delete one first.`,
    when: `The account has ${MAX_ACCESS_TOKENS} access tokens, those included that have expired within the last 30 days.`,
    cure: 'Delete access tokens that are not used: `last_used_at` says which.',
  },
});

import { defineErrors } from '#glue/errors';
import { PRODUCT } from '#glue/product';

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
});

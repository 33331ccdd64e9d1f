import { defineErrors } from '#glue/errors';

/** The errors that only auth answers with. */
export const authErrors = defineErrors({
  password_guessable: {
    status: 400,
    message: 'The password is easy to guess.',
    when:
      'The password that was chosen is common, a simple pattern, or made of the email or of the ' +
      'product’s name. Production only.',
    cure: 'Choose another password; `detail` says what is wrong with this one.',
  },
  invalid_credentials: {
    status: 401,
    message: 'The email or the password is wrong.',
    // Not `Basic`: browsers would open a dialog of their own over the page that asked.
    challenge: 'xBasic realm="seam", charset="UTF-8"',
    when: 'The email is unknown, the password wrong or the header malformed; nothing tells which.',
    cure: 'Ask the person again.',
  },
  email_taken: {
    status: 409,
    message: 'This email is already registered.',
    when: 'Somebody has registered with this email, in any case and spacing.',
    cure: 'Log in instead, or choose another email.',
  },
});

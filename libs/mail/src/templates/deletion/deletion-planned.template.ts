import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { moment } from '../fields.js';

/** To a user whose account will be deleted. */
export const deletionPlanned = defineTemplate({
  data: z.object({ deletesAt: moment }),
  texts: {
    en: {
      subject: `Your account at ${PRODUCT_NAME} will be deleted`,
      body: `
        <h1>Your account will be deleted</h1>
        <p>When: <%= it.deletesAt %>. You are logged out everywhere.</p>
        <p>To keep the account, log in before that time.</p>
        <p>If it was not you who asked for this, choose a new password: use “Forgot your password?” at the login. This keeps the account, too.</p>`,
    },
    de: {
      subject: `Ihr Konto bei ${PRODUCT_NAME} wird gelöscht`,
      body: `
        <h1>Ihr Konto wird gelöscht</h1>
        <p>Wann: <%= it.deletesAt %>. Sie sind überall abgemeldet.</p>
        <p>Um das Konto zu behalten, melden Sie sich vorher an.</p>
        <p>Wenn nicht Sie darum gebeten haben, wählen Sie ein neues Passwort: mit „Passwort vergessen?“ bei der Anmeldung. Auch das erhält das Konto.</p>`,
    },
  },
});

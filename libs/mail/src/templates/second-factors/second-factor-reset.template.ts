import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { link, moment } from '../fields.js';

/** To a user whose second factors an administrator has removed. */
export const secondFactorReset = defineTemplate({
  data: z.object({ at: moment, link }),
  texts: {
    en: {
      subject: `Your second factor at ${PRODUCT_NAME} was removed`,
      body: `
        <h1>Your second factor was removed</h1>
        <p>An administrator has removed the second factors of your account. When: <%= it.at %></p>
        <p>You can log in with your password. <a href="<%= it.link %>">Set up a new second factor</a> then.</p>
        <p>If you have not asked for it, tell an administrator now.</p>`,
    },
    de: {
      subject: `Ihr zweiter Faktor bei ${PRODUCT_NAME} wurde entfernt`,
      body: `
        <h1>Ihr zweiter Faktor wurde entfernt</h1>
        <p>Ein Administrator hat die zweiten Faktoren Ihres Kontos entfernt. Wann: <%= it.at %></p>
        <p>Sie können sich mit Ihrem Passwort anmelden. <a href="<%= it.link %>">Richten Sie dann einen neuen zweiten Faktor ein</a>.</p>
        <p>Wenn Sie das nicht gewünscht haben, melden Sie es jetzt einem Administrator.</p>`,
    },
  },
});

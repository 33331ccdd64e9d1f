import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';

/** To a new user. */
export const welcome = defineTemplate({
  data: z.object({}),
  texts: {
    en: {
      subject: `Welcome to ${PRODUCT_NAME}`,
      body: `
        <h1>Welcome to ${PRODUCT_NAME}</h1>
        <p>Your account is ready: log in with this email address and your password.</p>
        <p>If you have not registered, someone has used your address. You need not do anything.</p>`,
    },
    de: {
      subject: `Willkommen bei ${PRODUCT_NAME}`,
      body: `
        <h1>Willkommen bei ${PRODUCT_NAME}</h1>
        <p>Ihr Konto ist bereit: Melden Sie sich mit dieser E-Mail-Adresse und Ihrem Passwort an.</p>
        <p>Falls Sie sich nicht registriert haben, hat jemand Ihre Adresse benutzt. Sie müssen nichts tun.</p>`,
    },
  },
});

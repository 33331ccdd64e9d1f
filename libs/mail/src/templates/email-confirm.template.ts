import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { link } from './fields.js';

/** To the address of an account, to confirm it. */
export const emailConfirm = defineTemplate({
  data: z.object({}),
  secrets: z.object({ link }),
  texts: {
    en: {
      subject: `Confirm your email address for ${PRODUCT_NAME}`,
      body: `
        <h1>Confirm your email address</h1>
        <p><a href="<%= it.link %>">This is my address</a></p>
        <p>If you have no account at ${PRODUCT_NAME}, someone has used your address. You need not do anything.</p>`,
    },
    de: {
      subject: `Bestätigen Sie Ihre E-Mail-Adresse für ${PRODUCT_NAME}`,
      body: `
        <h1>Bestätigen Sie Ihre E-Mail-Adresse</h1>
        <p><a href="<%= it.link %>">Das ist meine Adresse</a></p>
        <p>Falls Sie kein Konto bei ${PRODUCT_NAME} haben, hat jemand Ihre Adresse benutzt. Sie müssen nichts tun.</p>`,
    },
  },
});

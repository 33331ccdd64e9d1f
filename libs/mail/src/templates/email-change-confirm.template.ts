import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { link } from './fields.js';

/** To the new address of an account, before it replaces the old one. */
export const emailChangeConfirm = defineTemplate({
  data: z.object({}),
  secrets: z.object({ link }),
  texts: {
    en: {
      subject: `Confirm your new email address for ${PRODUCT_NAME}`,
      body: `
        <h1>Confirm your new email address</h1>
        <p><a href="<%= it.link %>">Use this address for my account</a></p>
        <p>Until then the account keeps its old address.</p>
        <p>If you have not asked for it, someone has used your address. You need not do anything.</p>`,
    },
    de: {
      subject: `Bestätigen Sie Ihre neue E-Mail-Adresse für ${PRODUCT_NAME}`,
      body: `
        <h1>Bestätigen Sie Ihre neue E-Mail-Adresse</h1>
        <p><a href="<%= it.link %>">Diese Adresse für mein Konto benutzen</a></p>
        <p>Bis dahin behält das Konto seine alte Adresse.</p>
        <p>Wenn Sie das nicht angefordert haben, hat jemand Ihre Adresse benutzt. Sie müssen nichts tun.</p>`,
    },
  },
});

import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { link } from './fields.js';

/** To someone whom an administrator has invited. auth accepts the link for 7 days. */
export const invitation = defineTemplate({
  data: z.object({}),
  secrets: z.object({ link }),
  texts: {
    en: {
      subject: `You are invited to ${PRODUCT_NAME}`,
      body: `
        <h1>You are invited to ${PRODUCT_NAME}</h1>
        <p><a href="<%= it.link %>">Register</a></p>
        <p>The link is valid for 7 days, works once, and for this email only.</p>
        <p>If you do not know why you got this mail, you need not do anything.</p>`,
    },
    de: {
      subject: `Ihre Einladung zu ${PRODUCT_NAME}`,
      body: `
        <h1>Sie sind zu ${PRODUCT_NAME} eingeladen</h1>
        <p><a href="<%= it.link %>">Registrieren</a></p>
        <p>Der Link gilt 7 Tage, nur einmal und nur für diese E-Mail-Adresse.</p>
        <p>Wenn Sie nicht wissen, warum Sie diese E-Mail bekommen haben, müssen Sie nichts tun.</p>`,
    },
  },
});

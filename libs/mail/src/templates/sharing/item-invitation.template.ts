import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { link } from '../fields.js';

/**
 * To someone whom a user has invited to an item or a list: the same for both, since others may follow that day without a mail. It
 * has no text of the user but the confirmed email, and no token: the invitation is for who has the email.
 */
export const itemInvitation = defineTemplate({
  data: z.object({ sender: z.email(), page: link }),
  texts: {
    en: {
      subject: `<%= it.sender %> wants to share with you in ${PRODUCT_NAME}`,
      body: `
        <h1>An invitation in ${PRODUCT_NAME}</h1>
        <p><%= it.sender %> wants to share an item or a list of things to do with you.</p>
        <p><a href="<%= it.page %>">Open ${PRODUCT_NAME}</a> and log in, or register, with this email address, to accept or decline.</p>
        <p>The invitation is valid for 14 days. If you do not know the sender, you need not do anything.</p>`,
    },
    de: {
      subject: `<%= it.sender %> möchte in ${PRODUCT_NAME} etwas mit Ihnen teilen`,
      body: `
        <h1>Eine Einladung in ${PRODUCT_NAME}</h1>
        <p><%= it.sender %> möchte einen Eintrag oder eine ganze Aufgabenliste mit Ihnen teilen.</p>
        <p><a href="<%= it.page %>">${PRODUCT_NAME} öffnen</a> und mit dieser E-Mail-Adresse anmelden oder registrieren, um anzunehmen oder abzulehnen.</p>
        <p>Die Einladung gilt 14 Tage. Wenn Sie den Absender nicht kennen, müssen Sie nichts tun.</p>`,
    },
  },
});

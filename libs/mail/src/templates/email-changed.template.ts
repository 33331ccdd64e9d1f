import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { link, maskedAddress, moment } from './fields.js';

/** To the old address of an account. auth accepts the link for 7 days. */
export const emailChanged = defineTemplate({
  data: z.object({ at: moment, newAddress: maskedAddress }),
  secrets: z.object({ undoLink: link }),
  texts: {
    en: {
      subject: `Your email address at ${PRODUCT_NAME} was changed`,
      body: `
        <h1>Your email address was changed</h1>
        <p>When: <%= it.at %><br>New address: <%= it.newAddress %></p>
        <p>If it was you, you need not do anything.</p>
        <p>If it was not you, <a href="<%= it.undoLink %>">undo the change</a> within 7 days.</p>`,
    },
    de: {
      subject: `Ihre E-Mail-Adresse bei ${PRODUCT_NAME} wurde geändert`,
      body: `
        <h1>Ihre E-Mail-Adresse wurde geändert</h1>
        <p>Wann: <%= it.at %><br>Neue Adresse: <%= it.newAddress %></p>
        <p>Wenn Sie das waren, müssen Sie nichts tun.</p>
        <p>Wenn Sie das nicht waren, <a href="<%= it.undoLink %>">machen Sie die Änderung rückgängig</a>, innerhalb von 7 Tagen.</p>`,
    },
  },
});

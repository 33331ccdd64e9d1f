import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { device, moment, networkAddress } from '../fields.js';

/** To a user who has logged in, or has used a link in a mail, before the account was deleted. */
export const deletionCancelled = defineTemplate({
  data: z.object({ at: moment, device, address: networkAddress }),
  texts: {
    en: {
      subject: `Your account at ${PRODUCT_NAME} will not be deleted`,
      body: `
        <h1>Your account will not be deleted</h1>
        <p>Someone has logged in, or has used a link in a mail to you. When: <%= it.at %><br>Device: <%= it.device %><br>Address: <%= it.address %></p>
        <p>If it was you, you need not do anything. To delete the account after all, ask for it again.</p>
        <p>If it was not you, change your password now.</p>`,
    },
    de: {
      subject: `Ihr Konto bei ${PRODUCT_NAME} wird nicht gelöscht`,
      body: `
        <h1>Ihr Konto wird nicht gelöscht</h1>
        <p>Jemand hat sich angemeldet oder einen Link aus einer E-Mail an Sie benutzt. Wann: <%= it.at %><br>Gerät: <%= it.device %><br>Adresse: <%= it.address %></p>
        <p>Wenn Sie das waren, müssen Sie nichts tun. Um das Konto doch zu löschen, bitten Sie noch einmal darum.</p>
        <p>Wenn Sie das nicht waren, ändern Sie jetzt Ihr Passwort.</p>`,
    },
  },
});

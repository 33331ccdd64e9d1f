import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { device, link, moment, networkAddress } from './fields.js';

/** To a user whose password was changed. */
export const passwordChanged = defineTemplate({
  data: z.object({ at: moment, device, address: networkAddress, resetLink: link }),
  texts: {
    en: {
      subject: `Your password at ${PRODUCT_NAME} was changed`,
      body: `
        <h1>Your password was changed</h1>
        <p>When: <%= it.at %><br>Device: <%= it.device %><br>Address: <%= it.address %></p>
        <p>If it was you, you need not do anything.</p>
        <p>If it was not you, <a href="<%= it.resetLink %>">reset your password</a> now.</p>`,
    },
    de: {
      subject: `Ihr Passwort bei ${PRODUCT_NAME} wurde geändert`,
      body: `
        <h1>Ihr Passwort wurde geändert</h1>
        <p>Wann: <%= it.at %><br>Gerät: <%= it.device %><br>Adresse: <%= it.address %></p>
        <p>Wenn Sie das waren, müssen Sie nichts tun.</p>
        <p>Wenn Sie das nicht waren, <a href="<%= it.resetLink %>">setzen Sie Ihr Passwort zurück</a>.</p>`,
    },
  },
});

import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { device, link, moment, networkAddress } from '../fields.js';

/** To a user who has added, replaced or removed a second factor. */
export const secondFactorChanged = defineTemplate({
  data: z.object({ at: moment, device, address: networkAddress, resetLink: link }),
  texts: {
    en: {
      subject: `Your second factor at ${PRODUCT_NAME} was changed`,
      body: `
        <h1>Your second factor was changed</h1>
        <p>A second factor of your account was added, replaced or removed.</p>
        <p>When: <%= it.at %><br>Device: <%= it.device %><br>Address: <%= it.address %></p>
        <p>If it was you, you need not do anything.</p>
        <p>If it was not you, <a href="<%= it.resetLink %>">reset your password</a> now, and check your second factors.</p>`,
    },
    de: {
      subject: `Ihr zweiter Faktor bei ${PRODUCT_NAME} wurde geändert`,
      body: `
        <h1>Ihr zweiter Faktor wurde geändert</h1>
        <p>Ein zweiter Faktor Ihres Kontos wurde hinzugefügt, ersetzt oder entfernt.</p>
        <p>Wann: <%= it.at %><br>Gerät: <%= it.device %><br>Adresse: <%= it.address %></p>
        <p>Wenn Sie das waren, müssen Sie nichts tun.</p>
        <p>Wenn Sie das nicht waren, <a href="<%= it.resetLink %>">setzen Sie Ihr Passwort zurück</a> und prüfen Sie Ihre zweiten Faktoren.</p>`,
    },
  },
});

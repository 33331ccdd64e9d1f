import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { device, link, moment, networkAddress } from '../fields.js';

/** To a user for whom too many wrong second factors were sent within a day. */
export const secondFactorLimited = defineTemplate({
  data: z.object({ at: moment, device, address: networkAddress, resetLink: link }),
  texts: {
    en: {
      subject: `Many wrong codes for your account at ${PRODUCT_NAME}`,
      body: `
        <h1>Many wrong codes were entered</h1>
        <p>So many wrong second factors were entered for your account that none is accepted for up to a day. Your account was not opened by them.</p>
        <p>The last one: <%= it.at %><br>Device: <%= it.device %><br>Address: <%= it.address %></p>
        <p>If it was not you, someone knows your password or is logged in as you. <a href="<%= it.resetLink %>">Reset your password</a> now: your codes are accepted again then.</p>
        <p>If it was you, correct the clock of the device that shows the codes, or log in with a passkey.</p>`,
    },
    de: {
      subject: `Viele falsche Codes für Ihr Konto bei ${PRODUCT_NAME}`,
      body: `
        <h1>Viele falsche Codes wurden eingegeben</h1>
        <p>Für Ihr Konto wurden so viele falsche zweite Faktoren eingegeben, dass bis zu einen Tag lang keiner angenommen wird. Ihr Konto wurde dadurch nicht geöffnet.</p>
        <p>Der letzte: <%= it.at %><br>Gerät: <%= it.device %><br>Adresse: <%= it.address %></p>
        <p>Wenn Sie das nicht waren, kennt jemand Ihr Passwort oder ist als Sie angemeldet. <a href="<%= it.resetLink %>">Setzen Sie Ihr Passwort zurück</a>: Ihre Codes werden dann wieder angenommen.</p>
        <p>Wenn Sie das waren, stellen Sie die Uhr des Geräts richtig, das die Codes zeigt, oder melden Sie sich mit einem Passkey an.</p>`,
    },
  },
});

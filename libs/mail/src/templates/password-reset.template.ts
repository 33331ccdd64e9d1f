import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from './define-template.js';
import { link } from './fields.js';

/** To a user who has forgotten the password. auth accepts the link for 30 minutes. */
export const passwordReset = defineTemplate({
  data: z.object({}),
  secrets: z.object({ link }),
  texts: {
    en: {
      subject: `Reset your password at ${PRODUCT_NAME}`,
      body: `
        <h1>Reset your password</h1>
        <p><a href="<%= it.link %>">Choose a new password</a></p>
        <p>The link is valid for 30 minutes, and works once.</p>
        <p>If you have not asked for it, you need not do anything: your password stays as it is.</p>`,
    },
    de: {
      subject: `Ihr Passwort bei ${PRODUCT_NAME} zurücksetzen`,
      body: `
        <h1>Ihr Passwort zurücksetzen</h1>
        <p><a href="<%= it.link %>">Ein neues Passwort wählen</a></p>
        <p>Der Link gilt 30 Minuten und nur einmal.</p>
        <p>Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.</p>`,
    },
  },
});

import { z } from 'zod';
import { defineTemplate } from './define-template.js';
import { EtaTemplates } from './eta-templates.js';

export { MailTemplates } from '../core/ports/mail-templates.js';

const texts = { en: { subject: 'For <%= it.name %>', body: '<p><%= it.link %></p>' } };
const name = z.object({ name: z.string() });
const link = z.object({ link: z.url() });

/** A template with a secret link, and one whose author has forgotten that it is secret. */
export const secretTemplates = new EtaTemplates({
  reset: defineTemplate({ data: name, secrets: link, texts }),
  careless: defineTemplate({ data: name.extend(link.shape), texts }),
});

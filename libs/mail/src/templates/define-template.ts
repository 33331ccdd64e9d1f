import type { z } from 'zod';

/** The text of a mail in one language, in the syntax of Eta: `<%= it.name %>` inserts a value, secret or not. */
export interface TemplateText {
  readonly subject: string;
  /** HTML; the plain text is made of it. Inserted values are escaped. */
  readonly body: string;
}

/** A kind of mail. */
export interface Template {
  /** What a caller has to give. Links are `z.url({ protocol: /^https?$/ })`. */
  readonly data: z.ZodType<Readonly<Record<string, string>>>;
  /** What it has to give as `secrets`, such as a link that logs in: it is sealed until the mail is sent. */
  readonly secrets?: z.ZodType<Readonly<Record<string, string>>>;
  /** By language; English is there always. */
  readonly texts: Readonly<Record<string, TemplateText>> & { readonly en: TemplateText };
}

/** Types a template. */
export function defineTemplate(template: Template): Template {
  return template;
}

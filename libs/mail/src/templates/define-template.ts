import type { z } from 'zod';
import type { Reader } from '../core/ports/mail-templates.js';

type Values = Readonly<Record<string, string>>;

/** Who reads a mail, and when it is sent. */
export interface Occasion extends Reader {
  /** Of the text: one of {@link Template.texts}. */
  readonly language: string;
  /** What the reader has asked for, such as `de-AT`. */
  readonly locale: string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** The text of a mail in one language, in the syntax of Eta: `<%= it.name %>` inserts a value, secret or not. */
export interface TemplateText {
  readonly subject: string;
  /** HTML; the plain text is made of it. Inserted values are escaped. */
  readonly body: string;
}

/** A kind of mail. */
export interface Template {
  /** What a caller has to give. Links are `z.url({ protocol: /^https?$/ })`. */
  readonly data: z.ZodType<Values>;
  /** What it has to give as `secrets`, such as a link that logs in: it is sealed until the mail is sent. */
  readonly secrets?: z.ZodType<Values>;
  /** What the text inserts, if that depends on the reader or the time. */
  readonly adapt?: (values: Values, occasion: Occasion) => Values;
  /** By language; English is there always. */
  readonly texts: Readonly<Record<string, TemplateText>> & { readonly en: TemplateText };
}

/** Types a template. */
export function defineTemplate(template: Template): Template {
  return template;
}

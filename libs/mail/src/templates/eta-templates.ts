import { Eta } from 'eta/core';
import { convert } from 'html-to-text';
import { MailTemplates, type Reader } from '../core/ports/mail-templates.js';
import type { Template, TemplateText } from './define-template.js';
import { LAYOUT } from './layout.js';
import { TEMPLATES } from './templates.js';

type Values = Readonly<Record<string, string>>;

const FALLBACK = 'en';
const LINE_BREAKS = /[\r\n\u2028\u2029]+/g;
/** Of a link, the address beside its text; nothing of images. */
const TEXT_OPTIONS = {
  wordwrap: 78,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'img', format: 'skip' },
  ],
} satisfies Parameters<typeof convert>[1];

/** Templates in files, rendered by Eta. HTML and plain text have one source. */
export class EtaTemplates extends MailTemplates {
  private readonly html = new Eta({ autoTrim: false });
  /** A subject is no HTML. */
  private readonly plain = new Eta({ autoTrim: false, autoEscape: false });

  constructor(private readonly templates: Readonly<Record<string, Template>> = TEMPLATES) {
    super();
  }

  override render(
    name: string,
    locale: string | undefined,
    data: Values,
    secrets: Values = {},
    reader: Reader = {},
  ) {
    if (!Object.hasOwn(this.templates, name)) return 'template_unknown';
    const template = this.templates[name]!;
    const given = valuesFor(template, data, secrets);
    if (!given) return 'template_data_invalid';
    const [language, text] = textFor(template, locale);
    const occasion = { ...reader, language, locale: locale ?? FALLBACK, now: Date.now() };
    const values = template.adapt?.(given, occasion) ?? given;
    const subject = this.plain.renderString(text.subject, values).replace(LINE_BREAKS, ' ');
    const body = this.html.renderString(text.body, values);
    const html = this.html.renderString(LAYOUT, { language, subject, body });
    return { subject, html, text: convert(body, TEXT_OPTIONS) };
  }
}

/** What a template inserts; `undefined` if something is missing, or does not fit. */
function valuesFor(template: Template, data: Values, secrets: Values): Values | undefined {
  const open = template.data.safeParse(data);
  const secret = template.secrets?.safeParse(secrets);
  if (!open.success || secret?.success === false) return undefined;
  return { ...open.data, ...secret?.data };
}

/** The text in a language, in the one that it belongs to (`de` of `de-AT`), or in English. */
function textFor({ texts }: Template, locale = FALLBACK): [string, TemplateText] {
  const tags = [locale.toLowerCase(), locale.toLowerCase().split('-')[0]!];
  const language = tags.find((tag) => Object.hasOwn(texts, tag)) ?? FALLBACK;
  return [language, texts[language]!];
}

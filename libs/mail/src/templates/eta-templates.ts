import { Eta } from 'eta/core';
import { convert } from 'html-to-text';
import { MailTemplates } from '../core/ports/mail-templates.js';
import type { Template, TemplateText } from './define-template.js';
import { LAYOUT } from './layout.js';
import { TEMPLATES } from './templates.js';

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

  override render(name: string, locale: string | undefined, data: Record<string, string>) {
    if (!Object.hasOwn(this.templates, name)) return 'template_unknown';
    const template = this.templates[name]!;
    const checked = template.data.safeParse(data);
    if (!checked.success) return 'template_data_invalid';
    const [language, text] = textFor(template, locale);
    const subject = this.plain.renderString(text.subject, checked.data).replace(LINE_BREAKS, ' ');
    const body = this.html.renderString(text.body, checked.data);
    const html = this.html.renderString(LAYOUT, { language, subject, body });
    return { subject, html, text: convert(body, TEXT_OPTIONS) };
  }
}

/** The text in a language, in the one that it belongs to (`de` of `de-AT`), or in English. */
function textFor({ texts }: Template, locale = FALLBACK): [string, TemplateText] {
  const tags = [locale.toLowerCase(), locale.toLowerCase().split('-')[0]!];
  const language = tags.find((tag) => Object.hasOwn(texts, tag)) ?? FALLBACK;
  return [language, texts[language]!];
}

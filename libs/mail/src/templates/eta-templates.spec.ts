import { z } from 'zod';
import { defineTemplate } from './define-template.js';
import { EtaTemplates } from './eta-templates.js';
import { TEMPLATES } from './templates.js';

const invitation = defineTemplate({
  data: z.object({ name: z.string(), link: z.url({ protocol: /^https?$/ }) }),
  texts: {
    en: {
      subject: 'From <%= it.name %>',
      body: '<p><%= it.name %> invites you. <a href="<%= it.link %>">Join</a></p>',
    },
    de: {
      subject: 'Von <%= it.name %>',
      body: '<p><%= it.name %> lädt Sie ein. <a href="<%= it.link %>">Beitreten</a></p>',
    },
  },
});
const templates = new EtaTemplates({ invitation });
const DATA = { name: 'Anna', link: 'https://example.com/join?a=1&b=2' };

/** @throws Error if it is not rendered */
function render(data: Record<string, string> = DATA, locale?: string) {
  const rendered = templates.render('invitation', locale, data);
  if (typeof rendered === 'string') throw new Error(rendered);
  return rendered;
}

describe('a template', () => {
  it('makes HTML and plain text of one source', () => {
    const { subject, text, html } = render();
    expect(subject).toBe('From Anna');
    expect(text).toBe('Anna invites you. Join <https://example.com/join?a=1&b=2>');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('href="https://example.com/join?a=1&amp;b=2"');
  });

  it('escapes values in HTML, and nowhere else', () => {
    const name = `<script>alert("1")</script> & 'Co'`;
    const { subject, text, html } = render({ ...DATA, name });
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
    expect(text).toContain(name);
    expect(subject).toBe(`From ${name}`);
  });

  it('inserts secrets, which are no data', () => {
    const reset = defineTemplate({
      data: z.object({ name: z.string() }),
      secrets: z.object({ link: z.url() }),
      texts: { en: { subject: 'For <%= it.name %>', body: '<p><%= it.link %></p>' } },
    });
    const secretive = new EtaTemplates({ reset });
    const [data, secrets] = [{ name: 'Anna' }, { link: 'https://example.com/reset' }];
    expect(secretive.render('reset', undefined, data, secrets)).toMatchObject({
      subject: 'For Anna',
      text: 'https://example.com/reset',
    });
    for (const [given, secretly] of [[{ ...data, ...secrets }], [data, { link: 'x' }]] as const) {
      expect(secretive.render('reset', undefined, given, secretly)).toBe('template_data_invalid');
    }
  });

  it('evaluates nothing in values', () => {
    const { html, subject } = render({ ...DATA, name: '<%= 6 * 7 %>' });
    expect(`${html}${subject}`).not.toContain('42');
  });

  it('keeps a subject in one line: a further one would be a header', () => {
    expect(render({ ...DATA, name: 'Anna\r\nBcc: all@example.com' }).subject).toBe(
      'From Anna Bcc: all@example.com',
    );
  });

  it.each([
    ['de', 'Von'],
    ['de-AT', 'Von'],
    ['DE', 'Von'],
    ['fr', 'From'],
    ['__proto__', 'From'],
    [undefined, 'From'],
  ])('is in the language %s, or in English', (locale, begin) => {
    expect(render(DATA, locale).subject).toBe(`${begin} Anna`);
  });

  it.each([
    ['without a value', { name: 'Anna' }],
    ['with a link that is no address', { ...DATA, link: 'javascript:alert(1)' }],
  ])('is not rendered %s', (_what, data) => {
    expect(templates.render('invitation', undefined, data)).toBe('template_data_invalid');
  });

  it.each(['unknown', 'toString'])('must be there: %s', (name) => {
    expect(templates.render(name, undefined, DATA)).toBe('template_unknown');
  });
});

it.each(Object.entries(TEMPLATES))('%s is in English and German', (_name, { texts }) => {
  expect(Object.keys(texts)).toEqual(expect.arrayContaining(['en', 'de']));
});

it('the welcome needs no data, and reads well as plain text', () => {
  const rendered = new EtaTemplates().render('welcome', 'en', {});
  expect(rendered).toMatchObject({
    subject: expect.stringMatching(/^Welcome to /) as string,
    text: expect.stringMatching(/^Welcome to .+\n\nYour account is ready/) as string,
  });
});

import { EtaTemplates } from './eta-templates.js';
import { TEMPLATES } from './templates.js';

/** Longer than a line: it must stay whole. */
const LINK = `https://todo.example.com/page#token=${'abc-_123'.repeat(20)}`;
const CLIENT = { device: 'Firefox on <Linux>', address: '192.0.2.7' };
const AT = '2026-11-28T03:05:59.000Z';
/** What each template needs. */
const DATA: Record<string, Record<string, string>> = {
  welcome: {},
  'password-changed': { at: AT, ...CLIENT, resetLink: LINK },
  'password-reset': { link: LINK },
  'email-confirm': { link: LINK },
  'email-change-confirm': { link: LINK },
  'email-changed': { at: AT, newAddress: 'a…@example.com', undoLink: LINK },
  'deletion-planned': { deletesAt: AT },
  'deletion-cancelled': { at: AT, ...CLIENT },
  'second-factor-changed': { at: AT, ...CLIENT, resetLink: LINK },
  'second-factor-limited': { at: AT, ...CLIENT, resetLink: LINK },
  'second-factor-reset': { at: AT, link: LINK },
  invitation: { link: LINK },
  'item-invitation': { sender: 'ada@example.com', page: LINK },
  reminder: { title: 'Call <Linux> & Co', dueAt: AT, zone: 'Europe/Berlin' },
};
/** What is in the plain text of a template, in each language. */
const SAID: Record<string, readonly [english: RegExp, german: RegExp]> = {
  welcome: [/^Welcome to/, /^Willkommen bei/],
  'password-changed': [/If it was not you, reset your password <https/, /Wenn Sie das nicht waren/],
  'password-reset': [/valid for 30 minutes/, /gilt 30 Minuten/],
  'email-confirm': [/This is my address <https/, /Das ist meine Adresse <https/],
  'email-change-confirm': [/keeps its old address/, /behält das Konto seine alte Adresse/],
  'email-changed': [/within 7 days/, /innerhalb von 7 Tagen/],
  'deletion-planned': [/log in before that time/, /melden Sie sich vorher an/],
  'deletion-cancelled': [/will not be deleted/, /wird nicht gelöscht/],
  'second-factor-changed': [/check your second factors/, /prüfen Sie Ihre zweiten Faktoren/],
  'second-factor-limited': [/someone knows your password/, /kennt jemand Ihr Passwort/],
  'second-factor-reset': [/An administrator has removed/, /Ein Administrator hat/],
  invitation: [/valid for 7 days/, /gilt 7 Tage/],
  'item-invitation': [
    /ada@example.com wants to share an item or a list/,
    /ada@example.com möchte einen Eintrag oder eine ganze Aufgabenliste/,
  ],
  reminder: [
    /late. It was due on Saturday, November 28, 2026 at 4:05.AM \(Europe\/Berlin\)/,
    /Fällig war es am Samstag, 28. November 2026 um 04:05 \(Europe\/Berlin\)/,
  ],
};

const templates = new EtaTemplates();
const render = (name: string, language: string, data = DATA[name]!) => {
  const rendered = templates.render(name, language, data, data);
  if (typeof rendered === 'string') throw new Error(rendered);
  return { ...rendered, text: rendered.text.replaceAll(/\s+/g, ' ') };
};
const cases = Object.keys(TEMPLATES).flatMap((name) =>
  ['en', 'de'].map((language, i) => [name, language, SAID[name]![i]!] as const),
);

it.each(cases)(
  '%s is rendered in the language %s, with all that it is given',
  (name, language, said) => {
    const { subject, html, text } = render(name, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(subject).toMatch(/^\S.{10,90}\S$/);
    expect(text).toMatch(said);
    expect(`${subject}${text}`).not.toMatch(/undefined|<%|it\./);
    const { at, deletesAt, dueAt, device, address, newAddress, ...links } = DATA[name]!;
    for (const shown of [device, address, newAddress, ...Object.values(links)]) {
      if (shown !== undefined) expect(text).toContain(shown);
    }
    if (dueAt) expect(text).toContain('2026');
    if (at ?? deletesAt) expect(text).toContain('2026-11-28, 03:05 UTC');
    expect(html).not.toContain('<Linux>');
  },
);

const needing = Object.entries(DATA).flatMap(([name, data]) =>
  Object.keys(data).map((field) => [name, field] as const),
);

it.each(needing)('%s is not rendered without %s, or with another kind of value', (name, field) => {
  const without = Object.fromEntries(
    Object.entries(DATA[name]!).filter(([other]) => other !== field),
  );
  for (const data of [without, { ...without, [field]: '' }]) {
    expect(templates.render(name, 'en', data, data)).toBe('template_data_invalid');
  }
});

it.each(['password-reset', 'email-confirm', 'email-change-confirm', 'email-changed', 'invitation'])(
  '%s takes its link from secrets only',
  (name) => {
    expect(templates.render(name, 'en', DATA[name]!)).toBe('template_data_invalid');
  },
);

it.each(needing.filter(([, field]) => /link/i.test(field)))(
  '%s has no %s but to a page',
  (name, field) => {
    for (const link of ['javascript:alert(1)', '/page', 'ftp://example.com']) {
      const data = { ...DATA[name], [field]: link };
      expect(templates.render(name, 'en', data)).toBe('template_data_invalid');
    }
  },
);

it('the old address of an account is not told the new one in full', () => {
  const data = { ...DATA['email-changed'], newAddress: 'anna@example.com' };
  expect(templates.render('email-changed', 'en', data)).toBe('template_data_invalid');
});

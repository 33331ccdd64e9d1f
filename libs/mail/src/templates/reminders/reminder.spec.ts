import { EtaTemplates } from '../eta-templates.js';
import type { Reader } from '../../core/ports/mail-templates.js';

const MINUTE_MS = 60_000;
const PAGE = 'https://todo.example.com/';
const templates = new EtaTemplates();

function render(data: Record<string, string>, locale?: string, reader?: Reader) {
  const given = { title: 'tea', dueAt: '2026-03-29T00:30:00.000Z', zone: 'Europe/Berlin', ...data };
  const rendered = templates.render('reminder', locale, given, {}, reader);
  if (typeof rendered === 'string') throw new Error(rendered);
  return { ...rendered, text: rendered.text.replaceAll(/\s+/g, ' ') };
}
const dueBefore = (ms: number) => ({ dueAt: new Date(Date.now() - ms).toISOString() });

describe('a reminder', () => {
  it('is late after 10 minutes', () => {
    const [onTime, late] = [9.9, 10.1].map((minutes) => render(dueBefore(minutes * MINUTE_MS)));
    expect(onTime).toMatchObject({ subject: 'Reminder: tea' });
    expect(onTime!.text).not.toContain('late');
    expect(late).toMatchObject({ subject: 'Late reminder: tea' });
    expect(late!.text).toContain('This reminder is late. It was due on');
    expect(render(dueBefore(0), 'de').subject).toBe('Erinnerung: tea');
    expect(render({}, 'de-AT').subject).toBe('Verspätete Erinnerung: tea');
  });

  it.each([
    [undefined, undefined, 'Sunday, March 29, 2026 at 1:30 AM (Europe/Berlin)'],
    ['en-GB', 'America/New_York', 'Saturday, 28 March 2026 at 20:30 (America/New_York)'],
    ['de-AT', 'Europe/Vienna', 'Sonntag, 29. März 2026 um 01:30 (Europe/Vienna)'],
    ['fr-FR', 'Asia/Tokyo', 'Sunday, March 29, 2026 at 9:30 AM (Asia/Tokyo)'],
    ['no tag', 'No/Zone', 'Sunday, March 29, 2026 at 1:30 AM (Europe/Berlin)'],
  ])('names the time for the locale %s in the zone %s', (locale, timeZone, time) => {
    expect(render({}, locale, { timeZone }).text).toContain(time);
  });

  it('of a zone that is no more is in UTC', () => {
    expect(render({ zone: 'No/Zone' }).text).toContain('at 12:30 AM (UTC)');
  });

  it('links to the page, if there is one, and escapes the title', () => {
    const { html, text, subject } = render({ title: '<b>tea</b>\r\nBcc: x' }, 'en', { page: PAGE });
    expect(html).toContain(`href="${PAGE}"`);
    expect(html).not.toContain('<b>tea');
    expect(text).toContain('<b>tea</b>');
    expect(subject).toBe('Late reminder: <b>tea</b> Bcc: x');
    expect(render({}).html).not.toContain('href');
  });
});

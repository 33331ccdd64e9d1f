import type { MailLink, MailLinksDal } from '../ports/mail-links.dal.js';
import { MailLinksService } from './mail-links.service.js';

const MINUTE_MS = 60_000;

describe('a link in a mail', () => {
  let now: Date;
  let stored: MailLink[];
  let links: MailLinksService;
  beforeEach(() => {
    now = new Date('2026-01-01T00:00:00Z');
    stored = [];
    const dal: Partial<MailLinksDal> = {
      add: async (link) => stored.push(link) > 0,
      find: async (purposes, tokenHash) =>
        stored.find((each) => purposes.includes(each.purpose) && each.tokenHash === tokenHash),
      consume: async () => false,
    };
    links = new MailLinksService(dal as MailLinksDal, { now: () => now });
  });

  it('is valid for 30 minutes, and its token is not stored', async () => {
    const token = (await links.create('password-reset', 7))!;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(stored)).not.toContain(token);
    now = new Date(now.getTime() + 30 * MINUTE_MS - 1);
    await expect(links.find(['password-reset'], token)).resolves.toMatchObject({ userId: 7 });
    now = new Date(now.getTime() + 1);
    await expect(links.find(['password-reset'], token)).rejects.toMatchObject({
      code: 'link_invalid',
    });
  });

  it('is refused if its token is unknown, or another request was faster', async () => {
    const refused = { code: 'link_invalid', status: 410 };
    await expect(links.find(['password-reset'], 'unknown')).rejects.toMatchObject(refused);
    await links.create('password-reset', 7);
    await expect(links.consume(stored[0]!)).rejects.toMatchObject(refused);
  });
});

import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import type { FirstProof } from '../emails/first-proof.js';
import type { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import type { Deferred } from '../deferred.js';
import type { DailyFactorLimit } from '../limits/daily-factor-limit.js';
import type { MailLimiter } from '../limits/mail-limiter.js';
import type { MailLinksService } from '../links/mail-links.service.js';
import type { LinkMails } from '../mails/link-mails.js';
import type { AccountsDal } from '../ports/accounts.dal.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { MailLink } from '../ports/mail-links.dal.js';
import type { StoredUser, UsersDal } from '../ports/users.dal.js';
import type { SessionEndings } from '../sessions/session-endings.js';
import type { NewPasswords } from './new-passwords.js';
import type { PasswordNotice } from './password-notice.js';
import { PasswordResetService } from './password-reset.service.js';

const EMAIL = 'ada@example.com';
const CLIENT = { network: '192.0.2.1', hasDisconnected: () => false };
const LINK = { userId: 7 } as MailLink;

/** What happens, in order. */
let steps: string[];
let ada: StoredUser;
let running: Promise<void> | undefined;
let resets: PasswordResetService;

const step = async (what: string) => void steps.push(what);

beforeEach(() => {
  [steps, running] = [[], undefined];
  ada = { id: 7, uniqueId: 'u-7', email: EMAIL, disabledAt: null } as StoredUser;
  const users: Partial<UsersDal> = {
    findByEmail: async (email) => (email === EMAIL ? ada : undefined),
    findByIds: async () => [ada],
    setPassword: (id, hash) => step(`password of ${id}: ${hash}`),
  };
  const links: Partial<MailLinksService> = {
    find: async () => LINK,
    consume: () => step('link used'),
    removeOf: () => step('no links'),
  };
  const endings: Partial<SessionEndings> = { endEarlier: (_user, _kept, change) => change() };
  const audit: Partial<AccountAudit> = { add: ({ action }) => step(action) };
  const accounts: Partial<AccountsDal> = {
    lock: async () => {
      await step('locked');
      return undefined;
    },
    verifyEmail: async (id) => {
      await step(`proven email of ${id}`);
      return true;
    },
  };
  const limiter: Partial<MailLimiter> = {
    spend: async () => {
      await step('counted');
      return true;
    },
  };
  const mails: Partial<LinkMails> = {
    isOn: true,
    send: async (purpose) => {
      await step(`mail ${purpose}`);
      return true;
    },
  };
  resets = new PasswordResetService(
    users as UsersDal,
    links as MailLinksService,
    limiter as MailLimiter,
    mails as LinkMails,
    { run: (_what, work) => void (running = work()) } as Partial<Deferred> as Deferred,
    { hashNew: async () => 'hash' } as Partial<NewPasswords> as NewPasswords,
    endings as SessionEndings,
    { send: () => step('notice') } as Partial<PasswordNotice> as PasswordNotice,
    accounts as AccountsDal,
    { deleteAllOf: () => step('no tokens') } as Partial<AccessTokensService> as AccessTokensService,
    { removeFactors: () => step('first proof') } as Partial<FirstProof> as FirstProof,
    { byOwner: () => step('no plan') } as Partial<DeletionCancellations> as DeletionCancellations,
    { forgive: () => step('tries given back') } as Partial<DailyFactorLimit> as DailyFactorLimit,
    { now: () => new Date() },
    { transaction: (_what, work) => work() },
    audit as AccountAudit,
  );
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

const request = async (email: string) => {
  await resets.request(email, CLIENT);
  await running;
};

describe('a reset of a password', () => {
  it('is a mail with a link, and then a new password', async () => {
    await request(` ${EMAIL.toUpperCase()}`);
    expect(steps).toEqual(['counted', 'mail password-reset', 'password_reset_requested']);
    steps = [];
    await resets.complete('token', 'a passphrase', CLIENT);
    expect(steps).toEqual([
      ...[
        'locked',
        'password of 7: hash',
        'link used',
        'no links',
        'proven email of 7',
        'no tokens',
        'first proof',
      ],
      ...['password_reset', 'no plan', 'notice', 'tries given back'],
    ]);
  });

  it.each(['unknown', 'disabled'])('answers the same for a user who is %s', async (who) => {
    if (who === 'disabled') ada.disabledAt = new Date();
    await request(who === 'disabled' ? EMAIL : 'eve@example.com');
    expect(steps).toEqual(['counted']);
  });

  it('is refused for a user who was disabled meanwhile, and enables no one', async () => {
    ada.disabledAt = new Date();
    const refused = { code: 'link_invalid', status: 410 };
    await expect(resets.complete('token', 'a passphrase', CLIENT)).rejects.toMatchObject(refused);
    expect(steps).toEqual([]);
  });
});

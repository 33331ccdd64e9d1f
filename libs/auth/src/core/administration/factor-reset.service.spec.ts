import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AccountMail } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { AdministeredUser } from '../ports/administration/administered-users.dal.js';
import type { FactorsDal } from '../ports/factors/factors.dal.js';
import type { SessionEndings } from '../sessions/session-endings.js';
import { FactorResetService } from './factor-reset.service.js';

const ADA = { id: 7, uniqueId: 'u-7', email: 'ada@example.com' } as AdministeredUser;
const WAYS = { hasPassword: true, hasTotp: true, passkeys: 0 };

/** What happens, in order. */
let steps: string[];
let exists: boolean;
let hasPassword: boolean;
let isOn: boolean;
let origin: string | undefined;
let resets: FactorResetService;

const step = async (what: string) => void steps.push(what);

beforeEach(() => {
  [steps, exists, hasPassword, isOn] = [[], true, true, true];
  origin = 'https://todo.example.com';
  const factors: Partial<FactorsDal> = {
    lock: async () => (exists ? { ...WAYS, hasPassword } : undefined),
    removeMadeSince: async (id) => steps.push(`no factors of ${id}`) > 0,
  };
  const endings: Partial<SessionEndings> = {
    endEarlier: async (_user, kept, change) => {
      await change();
      await step(`ended all but ${kept}`);
    },
  };
  const audit: Partial<AccountAudit> = {
    add: ({ action, actor }) => step(`${action} by ${actor}`),
  };
  const mails = {
    get isOn() {
      return isOn;
    },
    send: ({ template, to }: AccountMail) => step(`${template} to ${to}`),
  };
  resets = new FactorResetService(
    factors as FactorsDal,
    endings as SessionEndings,
    mails,
    new PublicLinks(() => origin),
    audit as AccountAudit,
    { now: () => new Date(0) },
  );
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

describe('a reset of second factors', () => {
  it('removes them, tells the user, and ends all sessions', async () => {
    await resets.reset(ADA, { actor: 'u-1', isForced: false });
    expect(steps).toEqual([
      ...['no factors of 7', 'factors_reset by u-1', 'second-factor-reset to ada@example.com'],
      'ended all but undefined',
    ]);
  });

  it('leaves a way in: without a password, a mail has to bring one', async () => {
    [hasPassword, isOn] = [false, false];
    const reset = () => resets.reset(ADA, { actor: 'u-1', isForced: false });
    await expect(reset()).rejects.toMatchObject({ code: 'last_way_in' });
    expect(steps).toEqual([]);
    isOn = true;
    await reset();
    expect(steps).toContain('no factors of 7');
  });

  it('needs neither mails nor a public address', async () => {
    [isOn, origin] = [false, undefined];
    await resets.reset(ADA, { actor: 'u-1', isForced: false });
    expect(steps).toEqual([
      ...['no factors of 7', 'factors_reset by u-1', 'ended all but undefined'],
    ]);
  });

  it('is refused for a user who was deleted meanwhile', async () => {
    exists = false;
    const refused = { code: 'user_not_found' };
    await expect(resets.reset(ADA, { actor: 'u-1', isForced: false })).rejects.toMatchObject(
      refused,
    );
    expect(steps).toEqual([]);
  });
});

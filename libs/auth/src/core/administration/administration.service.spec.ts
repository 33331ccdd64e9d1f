import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { MailLinksService } from '../links/mail-links.service.js';
import type { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type {
  AdministeredUser,
  AdministeredUsersDal,
} from '../ports/administration/administered-users.dal.js';
import type { SessionEndings } from '../sessions/session-endings.js';
import type { AccountDeletion } from '../users/account-deletion.js';
import { AdministrationService } from './administration.service.js';
import { LastAdministrator } from './last-administrator.js';
import { administrator } from './performer.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const ADMIN = administrator('u-1');
const operator = (isForced: boolean) => ({ actor: 'operator', isForced });
const ADA: AdministeredUser = {
  ...{ id: 7, uniqueId: 'u-7', email: 'ada@example.com', role: 'user' },
  ...{ createdAt: NOW, disabledAt: null },
};

/** What happens, in order. */
let steps: string[];
let isGone: boolean;
/** The administrators who are not disabled. */
let active: number[];
let events: unknown[];
let administration: AdministrationService;

const step = async (what: string) => void steps.push(what);

beforeEach(() => {
  [steps, isGone, active, events] = [[], false, [1, 7], []];
  const users: Partial<AdministeredUsersDal> = {
    setDisabled: (id, at) => step(`disabled ${id} ${at?.toISOString()}`).then(() => !isGone),
    setRole: (id, role) => step(`${role} ${id}`).then(() => !isGone),
    findByUniqueId: async () => (isGone ? undefined : ADA),
    lockAdministrators: () => step('lock').then(() => active),
  };
  const endings: Partial<SessionEndings> = {
    endEarlier: async ({ id }, exceptChain, change) => {
      await step('begin');
      await change();
      await step(`end of all of ${id} but ${exceptChain}`);
    },
  };
  const links: Partial<MailLinksService> = { removeOf: (id) => step(`no links of ${id}`) };
  const audit: Partial<AccountAudit> = {
    add: (entry) => step(`${entry.action} ${entry.subject} by ${entry.actor}`),
  };
  const deletion: Partial<AccountDeletion> = {
    delete: async ({ user, entry, gone, isForced }) => {
      if (isGone) throw gone;
      await step(`delete ${user.id} (${entry.action} by ${entry.actor}), forced: ${isForced}`);
    },
  };
  const cancellations: Partial<DeletionCancellations> = {
    byAdministrator: ({ id }, actor) => step(`no planned deletion of ${id} by ${actor}`),
  };
  administration = new AdministrationService(
    users as AdministeredUsersDal,
    new LastAdministrator(users as AdministeredUsersDal),
    endings as SessionEndings,
    links as MailLinksService,
    deletion as AccountDeletion,
    cancellations as DeletionCancellations,
    { transaction: (_what, work) => step('begin').then(work) },
    audit as AccountAudit,
    { now: () => NOW },
  );
  jest.spyOn(Logger.prototype, 'log').mockImplementation((event: unknown) => {
    events.push(event);
  });
});
afterEach(() => jest.restoreAllMocks());

const END = 'end of all of 7 but undefined';

describe('an administrator', () => {
  it('disables a user: sessions and links end in its transaction, with an entry', async () => {
    await administration.disable(ADA, ADMIN);
    expect(steps).toEqual([
      ...['begin', 'disabled 7 2026-01-01T00:00:00.000Z', 'no links of 7'],
      ...['no planned deletion of 7 by u-1', 'disabled user:7 by u-1', END],
    ]);
    expect(events).toEqual([{ event: 'user_disabled', user: 'u-7', actor: 'u-1' }]);
  });

  it('enables a user', async () => {
    await administration.enable({ ...ADA, disabledAt: NOW }, ADMIN);
    expect(steps).toEqual(['begin', 'disabled 7 undefined', 'enabled user:7 by u-1']);
    expect(events).toEqual([{ event: 'user_enabled', user: 'u-7', actor: 'u-1' }]);
  });

  it('ends all sessions of a user', async () => {
    await administration.endSessions(ADA, ADMIN);
    expect(steps).toEqual(['begin', 'sessions_ended user:7 by u-1', END]);
    expect(events).toEqual([{ event: 'sessions_ended', user: 'u-7', actor: 'u-1' }]);
  });

  it('deletes a user, as users delete themselves', async () => {
    await administration.delete(ADA, ADMIN);
    expect(steps).toEqual(['delete 7 (account_deleted by u-1), forced: false']);
    expect(events).toEqual([{ event: 'account_deleted', user: 'u-7', actor: 'u-1' }]);
  });

  it('changes nothing that is so already', async () => {
    await administration.disable({ ...ADA, disabledAt: NOW }, ADMIN);
    await administration.enable(ADA, ADMIN);
    await administration.setRole(ADA, 'user', ADMIN);
    expect([steps, events]).toEqual([[], []]);
  });

  it.each(['disable', 'endSessions', 'delete'] as const)(
    'gets 404 from %s if the user was deleted meanwhile, and nothing is noted',
    async (what) => {
      isGone = true;
      const refused = { code: 'user_not_found', status: 404 };
      await expect(administration[what](ADA, ADMIN)).rejects.toMatchObject(refused);
      expect(steps.filter((each) => each.includes(' by '))).toEqual([]);
      expect(events).toEqual([]);
    },
  );
});

describe('an operator', () => {
  it('grants and revokes a role, which ends the sessions with the former one', async () => {
    await administration.setRole(ADA, 'admin', operator(false));
    expect(steps).toEqual(['begin', 'admin 7', 'role_granted user:7 by operator', END]);
    steps = [];
    await administration.setRole({ ...ADA, role: 'admin' }, 'user', operator(false));
    expect(steps).toEqual(['begin', 'lock', 'user 7', 'role_revoked user:7 by operator', END]);
  });
});

describe('the last administrator', () => {
  const last: AdministeredUser = { ...ADA, role: 'admin' };
  const CHANGES = {
    disable: (isForced: boolean) => administration.disable(last, operator(isForced)),
    revoke: (isForced: boolean) => administration.setRole(last, 'user', operator(isForced)),
  };

  it.each(['disable', 'revoke'] as const)(
    'stays, whatever %s does, but with force',
    async (what) => {
      active = [7];
      const refused = { code: 'last_administrator', status: 409 };
      await expect(CHANGES[what](false)).rejects.toMatchObject(refused);
      expect(steps).toEqual(['begin', 'lock']);
      await CHANGES[what](true);
      expect(steps).toContain(END);
    },
  );

  it('may be followed by others: one who is disabled already is not the last', async () => {
    active = [1];
    await CHANGES.revoke(false);
    expect(steps).toContain('user 7');
  });
});

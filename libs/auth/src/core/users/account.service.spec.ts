import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { UsersDal } from '../ports/users.dal.js';
import type { LastAdministrator } from '../administration/last-administrator.js';
import { AccountDeletion } from './account-deletion.js';
import { AccountService } from './account.service.js';
import type { CredentialsService } from './credentials.service.js';
import { factorErrors } from '../../factor.errors.js';
import { DeletionPolicy } from '../own-data/deletion-policy.js';
import type { PlannedDeletionsService } from '../own-data/planned-deletions.service.js';
import type { ProofsService } from '../sessions/proofs.service.js';
import type { SessionsService } from '../sessions/sessions.service.js';

const PASSWORD = 'correct horse';
const UNIQUE_ID = 'u-7';
const CLIENT = { network: '192.0.2.1', hasDisconnected: () => false };
const alice = {
  id: 7,
  uniqueId: UNIQUE_ID,
  email: 'alice@example.com',
  passwordHash: 'hash',
  sessionGeneration: 0,
  isEmailVerified: false,
  role: 'user',
  disabledAt: null,
} as const;

/** The calls, in order. */
let steps: string[];
let fails: string | undefined;
let account: AccountService;
let serviceWith: (graceDays: number) => AccountService;
let hasSecondFactor: boolean;
const assertRecent = jest.fn<ProofsService['assertRecent']>();

const step = async (name: string): Promise<void> => {
  if (fails === name) throw new ServiceError(authKernelErrors.session_store_unavailable);
  steps.push(name);
};

beforeEach(() => {
  steps = [];
  fails = undefined;
  hasSecondFactor = false;
  assertRecent.mockReset();
  const users: Partial<UsersDal> = {
    findByUniqueId: async (id) => (id === UNIQUE_ID ? alice : undefined),
    delete: async (id) => {
      await step(`delete ${id}`);
      return steps.filter((each) => each.startsWith('delete')).length === 1;
    },
  };
  const credentials: Partial<CredentialsService> = {
    check: async ({ email, password }, _client, onlyUser) => {
      const isRight = password === PASSWORD && email === alice.email && onlyUser === UNIQUE_ID;
      if (!isRight) throw new ServiceError(authErrors.invalid_credentials);
      return { ...alice, hasSecondFactor };
    },
  };
  const sessions: Partial<SessionsService> = {
    endAllOf: (id) => step(`end sessions of ${id}`),
  };
  const audit: Partial<AccountAudit> = { add: ({ action }) => step(action) };
  const last: Partial<LastAdministrator> = {
    assertIsNot: async () => {
      if (fails === 'last') throw new ServiceError(authErrors.last_administrator);
    },
  };
  const deletion = new AccountDeletion(
    users as UsersDal,
    sessions as SessionsService,
    last as LastAdministrator,
    { transaction: (_what, work) => work() },
    audit as AccountAudit,
  );
  const planned: Partial<PlannedDeletionsService> = {
    plan: ({ id }, at) => step(`plan ${id} at ${at.toISOString()}`),
  };
  serviceWith = (graceDays) =>
    new AccountService(
      credentials as CredentialsService,
      users as UsersDal,
      deletion,
      { assertRecent } as Partial<ProofsService> as ProofsService,
      planned as PlannedDeletionsService,
      new DeletionPolicy(graceDays),
      { now: () => new Date('2030-01-30T12:00:00Z') },
    );
  account = serviceWith(0);
});

const remove = (email: string, password: string, uniqueId = UNIQUE_ID) =>
  account.delete({ userId: 7, uniqueId, sessionId: 's' }, { email, password }, CLIENT);

describe('deleting an account', () => {
  it('ends sessions after the deletion of the user', async () => {
    await remove('alice@example.com', PASSWORD);
    expect(steps).toEqual(['delete 7', 'account_deleted', 'end sessions of 7']);
  });

  it.each([
    ['a wrong password', 'alice@example.com', 'wrong horse', UNIQUE_ID],
    ["another user's email", 'bob@example.com', PASSWORD, UNIQUE_ID],
    ['a deleted user', 'alice@example.com', PASSWORD, 'unknown'],
  ])('is refused for %s, and changes nothing', async (_, email, password, uniqueId) => {
    await expect(remove(email, password, uniqueId)).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect(steps).toEqual([]);
  });

  it('needs a recent proof beside the password if there is a second factor', async () => {
    await remove('alice@example.com', PASSWORD);
    expect(assertRecent).not.toHaveBeenCalled();
    [hasSecondFactor, steps] = [true, []];
    assertRecent.mockRejectedValue(new ServiceError(factorErrors.recent_proof_required));
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject({ status: 403 });
    expect(steps).toEqual([]);
  });

  it('needs no password of a caller who was proven', async () => {
    await account.deleteProven({ userId: 7, uniqueId: UNIQUE_ID, sessionId: 's' }, CLIENT);
    expect(steps).toEqual(['delete 7', 'account_deleted', 'end sessions of 7']);
  });

  it('keeps the sessions if the user cannot be deleted, so that it can be retried', async () => {
    fails = 'delete 7';
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject({ status: 503 });
    expect(steps).toEqual([]);
    fails = undefined;
    await remove('alice@example.com', PASSWORD);
    expect(steps).toContain('end sessions of 7');
  });

  it('succeeds even if the sessions cannot be ended yet', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    fails = 'end sessions of 7';
    await remove('alice@example.com', PASSWORD);
    expect(steps).toEqual(['delete 7', 'account_deleted']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('have not ended yet'));
    warn.mockRestore();
  });

  it('is refused for the last administrator', async () => {
    fails = 'last';
    const refused = { code: 'last_administrator', status: 409 };
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject(refused);
    expect(steps).toEqual([]);
  });

  it('is planned if there is a grace, with the same proofs', async () => {
    account = serviceWith(3);
    await expect(remove('alice@example.com', 'wrong')).rejects.toMatchObject({ status: 401 });
    await remove('alice@example.com', PASSWORD);
    await account.deleteProven({ userId: 7, uniqueId: UNIQUE_ID, sessionId: 's' }, CLIENT);
    const planned = 'plan 7 at 2030-02-02T12:00:00.000Z';
    expect(steps).toEqual([planned, planned]);
  });

  it('answers session_ended if another request was faster', async () => {
    await remove('alice@example.com', PASSWORD);
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'session_ended',
    });
  });
});

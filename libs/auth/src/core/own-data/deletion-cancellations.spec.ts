import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AccountAudit } from '../ports/account-audit.js';
import type { Account, AccountsDal } from '../ports/accounts.dal.js';
import type { PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import type { UsersDal } from '../ports/users.dal.js';
import { DeletionCancellations } from './deletion-cancellations.js';

const CLIENT = { network: '192.0.2.1', hasDisconnected: () => false };
const ADA = { id: 7, uniqueId: 'u-7', sessionGeneration: 1 };

describe('a login while the deletion of the account is planned', () => {
  /** What happens, in order. */
  let steps: string[];
  let isPlanned: boolean;
  let generation: number;
  let cancellations: DeletionCancellations;
  beforeEach(() => {
    [steps, isPlanned, generation] = [[], true, 1];
    const planned: Partial<PlannedDeletionsDal> = {
      isPlanned: async () => isPlanned,
      cancel: async () => steps.push('cancelled') > 0,
    };
    const accounts: Partial<AccountsDal> = {
      lock: async () => ({ id: 7, uniqueId: 'u-7', email: 'ada@example.com' }) as Account,
    };
    const users: Partial<UsersDal> = {
      holdGeneration: async () => generation,
    };
    const audit: Partial<AccountAudit> = {
      add: async ({ action }) => void steps.push(action),
    };
    cancellations = new DeletionCancellations(
      planned as PlannedDeletionsDal,
      accounts as AccountsDal,
      users as UsersDal,
      { isOn: true, send: async ({ template, to }) => void steps.push(`${template} to ${to}`) },
      audit as AccountAudit,
      { now: () => new Date(0) },
    );
    jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  it('keeps the account, and tells its user', async () => {
    await (await cancellations.at(ADA, CLIENT))!();
    const mail = 'deletion-cancelled to ada@example.com';
    expect(steps).toEqual(['cancelled', 'deletion_cancelled', mail]);
  });

  it('does nothing if no deletion is planned', async () => {
    isPlanned = false;
    expect(await cancellations.at(ADA, CLIENT)).toBeUndefined();
  });

  it('is refused, and keeps the plan, if the deletion was asked for after the check of the password', async () => {
    generation = 2;
    const cancel = (await cancellations.at(ADA, CLIENT))!;
    await expect(cancel()).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(steps).toEqual([]);
  });
});

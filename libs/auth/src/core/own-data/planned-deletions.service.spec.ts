import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DueUser, PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import type { AccountDeletion } from '../users/account-deletion.js';
import { PlannedDeletionsService } from './planned-deletions.service.js';

describe('deletions whose time has passed', () => {
  let due: DueUser[];
  /** Users who cannot be deleted. */
  let broken: number[];
  let tried: number[];
  let isDatabaseDown: boolean;
  let deletions: PlannedDeletionsService;
  beforeEach(() => {
    due = [1, 2, 3].map((id) => ({ id, uniqueId: `u-${id}`, role: 'user' }));
    [broken, tried, isDatabaseDown] = [[], [], false];
    const planned: Partial<PlannedDeletionsDal> = {
      takeDue: async (_now, except = []) => {
        if (isDatabaseDown) throw new Error('no database');
        return due.find(({ id }) => !except.includes(id));
      },
    };
    const deletion: Partial<AccountDeletion> = {
      remove: async ({ id }, { action, actor }) => {
        tried.push(id);
        if (broken.includes(id)) throw new Error(`cannot delete ${id}`);
        expect([action, actor]).toEqual(['account_deleted', 'system']);
        due = due.filter((user) => user.id !== id);
        return true;
      },
      endSessions: async () => undefined,
    };
    const unused = {} as never;
    deletions = new PlannedDeletionsService(
      ...([planned as PlannedDeletionsDal, unused, unused, unused, unused] as const),
      ...([unused, unused, deletion as AccountDeletion, unused] as const),
      { transaction: (_what, work) => work() },
      ...([unused, { now: () => new Date() }] as const),
    );
    jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const left = () => due.map(({ id }) => id);

  it('happen one by one', async () => {
    expect(await deletions.deleteDue()).toBe(true);
    expect(left()).toEqual([2, 3]);
    expect(await deletions.deleteDue()).toBe(true);
    expect(await deletions.deleteDue()).toBe(true);
    expect(await deletions.deleteDue()).toBe(false);
  });

  it('try one user at a time, also if that one cannot be deleted', async () => {
    broken = [1, 2];
    expect(await deletions.deleteDue()).toBe(true);
    expect(tried).toEqual([1]);
  });

  it('pass over users who cannot be deleted, who are tried again', async () => {
    broken = [1, 2];
    for (let i = 0; i < 3; i++) expect(await deletions.deleteDue()).toBe(true);
    expect([tried, left()]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
    await expect(deletions.deleteDue()).rejects.toThrow('cannot delete 2');
    broken = [];
    expect(await deletions.deleteDue()).toBe(true);
    expect(left()).toEqual([2]);
  });

  it('fail without a database, and are not tried again at once', async () => {
    isDatabaseDown = true;
    await expect(deletions.deleteDue()).rejects.toThrow('no database');
  });
});

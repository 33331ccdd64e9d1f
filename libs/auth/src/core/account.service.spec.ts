import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import type { UserDal } from '../dal/user.dal.js';
import { AccountService } from './account.service.js';
import type { CredentialsService } from './credentials.service.js';
import type { SessionsService } from './sessions.service.js';
import type { UserEventsService } from './user-events.service.js';

const PASSWORD = 'correct horse';
const UNIQUE_ID = 'u-7';
const CLIENT = { network: '192.0.2.1', isGone: () => false };
const alice = { id: 7, uniqueId: UNIQUE_ID, email: 'alice@example.com', passwordHash: 'hash' };

/** What happened, in order. */
let steps: string[];
let fails: string | undefined;
let account: AccountService;

const step = async (name: string): Promise<void> => {
  if (fails === name) throw new ServiceError('session_store_unavailable');
  steps.push(name);
};

beforeEach(() => {
  steps = [];
  fails = undefined;
  const users: Partial<UserDal> = {
    delete: async (id) => {
      await step(`delete ${id}`);
      return steps.filter((each) => each.startsWith('delete')).length === 1;
    },
  };
  const credentials: Partial<CredentialsService> = {
    check: async ({ email, password }, _client, onlyUser) => {
      const isRight = password === PASSWORD && email === alice.email && onlyUser === UNIQUE_ID;
      if (!isRight) throw new ServiceError('invalid_credentials');
      return alice;
    },
  };
  const sessions: Partial<SessionsService> = { endAllOf: (id) => step(`end sessions of ${id}`) };
  const events: Partial<UserEventsService> = { endSessionsOfDeleted: () => step('apply events') };
  account = new AccountService(
    users as UserDal,
    credentials as CredentialsService,
    sessions as SessionsService,
    events as UserEventsService,
  );
});

const remove = (email: string, password: string, uniqueId = UNIQUE_ID) =>
  account.delete(uniqueId, { email, password }, CLIENT);

describe('deleting an account', () => {
  it('ends sessions after the user has gone', async () => {
    await remove('alice@example.com', PASSWORD);
    expect(steps).toEqual(['delete 7', 'end sessions of 7', 'apply events']);
  });

  it.each([
    ['a wrong password', 'alice@example.com', 'wrong horse', UNIQUE_ID],
    ["somebody else's email", 'bob@example.com', PASSWORD, UNIQUE_ID],
    ['a user who is gone', 'alice@example.com', PASSWORD, 'nobody'],
  ])('is refused for %s, and changes nothing', async (_, email, password, uniqueId) => {
    await expect(remove(email, password, uniqueId)).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect(steps).toEqual([]);
  });

  it('leaves the sessions if the user cannot go, so that it can be tried again', async () => {
    fails = 'delete 7';
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject({ status: 503 });
    expect(steps).toEqual([]);
    fails = undefined;
    await remove('alice@example.com', PASSWORD);
    expect(steps).toContain('end sessions of 7');
  });

  it.each<[string, string[]]>([
    ['end sessions of 7', ['delete 7']],
    ['apply events', ['delete 7', 'end sessions of 7']],
  ])('has happened even if what comes after it fails: %s', async (what, done) => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    fails = what;
    await remove('alice@example.com', PASSWORD);
    expect(steps).toEqual(done);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('have not ended yet'));
    warn.mockRestore();
  });

  it('says that the session is over if another request was faster', async () => {
    await remove('alice@example.com', PASSWORD);
    await expect(remove('alice@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'session_ended',
    });
  });
});

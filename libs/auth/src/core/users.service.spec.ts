import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Session } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import type { StoredUser, UserDal } from '../dal/user.dal.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import type { SessionsService } from './sessions.service.js';
import type { UserEventsService } from './user-events.service.js';
import { UsersService } from './users.service.js';

class UsersInMemory implements UserDal {
  readonly users: StoredUser[] = [];

  async create(user: Omit<StoredUser, 'id'>): Promise<boolean> {
    if (await this.findByEmail(user.email)) return false;
    this.users.push({ ...user, id: this.users.length + 1 });
    return true;
  }

  async replacePasswordHash(id: number, from: string, to: string): Promise<boolean> {
    const user = this.users.find((each) => each.id === id && each.passwordHash === from);
    if (user) user.passwordHash = to;
    return user !== undefined;
  }

  async delete(id: number): Promise<boolean> {
    const index = this.users.findIndex((user) => user.id === id);
    if (index >= 0) this.users.splice(index, 1);
    return index >= 0;
  }

  continueIdsAbove = async (id: number) => id > this.users.length;
  findByEmail = async (email: string) => this.users.find((user) => user.email === email);
  findByUniqueId = async (id: string) => this.users.find((user) => user.uniqueId === id);
  findByIds = async (ids: readonly number[]) => this.users.filter(({ id }) => ids.includes(id));
}

/** Remembers for whom it has begun a session. */
class Sessions implements Pick<SessionsService, 'begin' | 'read' | 'endAllOf'> {
  readonly begun: { id: number; uniqueId: string }[] = [];
  readonly ended: number[] = [];
  onBegin: () => Promise<unknown> = async () => undefined;

  async endAllOf(userId: number): Promise<void> {
    this.ended.push(userId);
  }

  async begin(user: { id: number; uniqueId: string }): Promise<string> {
    this.begun.push(user);
    await this.onBegin();
    return `token ${this.begun.length}`;
  }

  async read(token: string): Promise<Session> {
    return { userId: 1, uniqueId: `of ${token}`, expiresAt: '2026-01-01T00:00:00.000Z' };
  }
}

const CLIENT = { network: '192.0.2.1', isGone: () => false };
/** Of ALICE's password, at a lower cost than today's. */
const CHEAP_HASH =
  '$argon2id$v=19$m=8192,t=1,p=1$V75TeFKi0zcYTmyNANhgLg$L3JIOKX6uAC1L2NWAy6YbqdomaHkVEHXhMgx9JmG1/I';
const ALICE = { email: 'alice@example.com', password: 'correct horse' };

let dal: UsersInMemory;
let sessions: Sessions;
let users: UsersService;
let hasher: PasswordHasher;

beforeEach(() => {
  dal = new UsersInMemory();
  sessions = new Sessions();
  hasher = new PasswordHasher(2);
  users = new UsersService(
    dal,
    hasher,
    new PasswordPolicy(false),
    sessions as unknown as SessionsService,
    {} as UserEventsService,
  );
});

async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ServiceError);
  const { code, message } = error as ServiceError;
  return { code, message };
}

describe('register', () => {
  it('keeps the email in lower case without space, and of the password only a hash', async () => {
    await users.register({ ...ALICE, email: ' Alice@Example.COM\t' }, CLIENT);
    expect(dal.users).toEqual([
      {
        id: 1,
        email: ALICE.email,
        uniqueId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        passwordHash: expect.stringMatching(/^\$argon2id\$/),
      },
    ]);
    expect(JSON.stringify(dal.users)).not.toContain(ALICE.password);
  });

  it('gives each user a public id of their own', async () => {
    await users.register(ALICE, CLIENT);
    await users.register({ ...ALICE, email: 'bob@example.com' }, CLIENT);
    expect(dal.users[0]!.uniqueId).not.toBe(dal.users[1]!.uniqueId);
  });

  it.each(['alice@example.com', 'ALICE@example.com', '  Alice@Example.Com  '])(
    'refuses %j when it is taken',
    async (email) => {
      await users.register(ALICE, CLIENT);
      const again = users.register({ email, password: 'another password' }, CLIENT);
      expect((await refusal(again)).code).toBe('email_taken');
      expect(dal.users).toHaveLength(1);
    },
  );
});

describe('logIn', () => {
  beforeEach(() => users.register(ALICE, CLIENT));

  it('begins a session of the user', async () => {
    await expect(users.logIn(ALICE, CLIENT)).resolves.toBe('token 1');
    expect(sessions.begun).toMatchObject([{ id: 1, uniqueId: dal.users[0]!.uniqueId }]);
  });

  it('takes the email without regard to case and space around it', async () => {
    await expect(users.logIn({ ...ALICE, email: ' ALICE@example.com ' }, CLIENT)).resolves.toBe(
      'token 1',
    );
  });

  it('says the same of a wrong password and of an unknown email, and begins nothing', async () => {
    const wrong = await refusal(users.logIn({ ...ALICE, password: 'wrong horse' }, CLIENT));
    const unknown = await refusal(users.logIn({ ...ALICE, email: 'bob@example.com' }, CLIENT));
    expect(wrong.code).toBe('invalid_credentials');
    expect(unknown).toEqual(wrong);
    expect(sessions.begun).toEqual([]);
  });

  it('lets nobody in whose account was deleted meanwhile, and leaves no session of theirs', async () => {
    sessions.onBegin = () => dal.delete(1);
    expect((await refusal(users.logIn(ALICE, CLIENT))).code).toBe('invalid_credentials');
    expect(sessions.begun).toHaveLength(1);
    expect(sessions.ended).toEqual([1]);
  });

  it.each(['Correct horse', ' correct horse', 'correct horse ', ''])(
    'takes the password exactly: not %j',
    async (password) => {
      const { code } = await refusal(users.logIn({ ...ALICE, password }, CLIENT));
      expect(code).toBe('invalid_credentials');
    },
  );
});

describe('the hash of a user who logs in', () => {
  const CURRENT = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;
  const hash = () => dal.users[0]!.passwordHash;

  beforeEach(() => users.register(ALICE, CLIENT));

  it('is made anew if it was made at another cost', async () => {
    dal.users[0]!.passwordHash = CHEAP_HASH;
    await users.logIn(ALICE, { ...CLIENT, isGone: () => true });
    while (hash() === CHEAP_HASH) await new Promise(setImmediate);
    expect(hash()).toMatch(CURRENT);
    await expect(users.logIn(ALICE, CLIENT)).resolves.toBe('token 2');
  });

  it('stays as it is otherwise, and after a wrong password', async () => {
    const replace = jest.spyOn(dal, 'replacePasswordHash');
    await users.logIn(ALICE, CLIENT);
    dal.users[0]!.passwordHash = CHEAP_HASH;
    await refusal(users.logIn({ ...ALICE, password: 'wrong horse' }, CLIENT));
    await hasher.hash('another', { ...CLIENT, account: 'another' });
    expect(replace).not.toHaveBeenCalled();
  });

  it('does not delay the login, nor make it fail', async () => {
    dal.users[0]!.passwordHash = CHEAP_HASH;
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    jest.spyOn(dal, 'replacePasswordHash').mockRejectedValue(new Error('no database'));
    await expect(users.logIn(ALICE, CLIENT)).resolves.toBe('token 1');
    expect(warn).not.toHaveBeenCalled();
    while (warn.mock.calls.length === 0) await new Promise(setImmediate);
    expect(warn.mock.calls[0]![0]).toMatchObject({ cause: { message: 'no database' } });
    warn.mockRestore();
  });
});

describe('UsersService, asked by other contexts,', () => {
  beforeEach(async () => {
    await users.register(ALICE, CLIENT);
    await users.register({ ...ALICE, email: 'bob@example.com' }, CLIENT);
  });

  it('tells who a user is, by public id, by email and by ids', async () => {
    const { uniqueId } = dal.users[0]!;
    const alice = { id: 1, email: ALICE.email, uniqueId };
    await expect(users.userByUniqueId(uniqueId)).resolves.toEqual(alice);
    await expect(users.userByEmail(' ALICE@example.com ')).resolves.toEqual(alice);
    await expect(users.usersByIds([1, 99])).resolves.toEqual([alice]);
    await expect(users.usersByIds([])).resolves.toEqual([]);
  });

  it('never tells the hash', async () => {
    const answers = [
      await users.userByUniqueId(dal.users[0]!.uniqueId),
      await users.userByEmail(ALICE.email),
      ...(await users.usersByIds([1, 2])),
    ];
    for (const answer of answers) {
      expect(Object.keys(answer).sort()).toEqual(['email', 'id', 'uniqueId']);
    }
  });

  it('gives copies, which may be changed without changing the store', async () => {
    const copy = await users.userByEmail(ALICE.email);
    copy.email = 'changed';
    (await users.usersByIds([1]))[0]!.email = 'changed';
    expect(dal.users[0]!.email).toBe(ALICE.email);
  });

  it('knows no user who is not there', async () => {
    expect((await refusal(users.userByUniqueId('nobody'))).code).toBe('user_not_found');
    expect((await refusal(users.userByEmail('nobody@example.com'))).code).toBe('user_not_found');
  });

  it('tells the session of a token', async () => {
    await expect(users.session('t')).resolves.toMatchObject({ uniqueId: 'of t' });
  });
});

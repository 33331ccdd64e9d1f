import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { LoginChallenges } from '../factors/login-challenges.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import type { LoginUser, UsersDal } from '../ports/users.dal.js';
import { CredentialsService } from './credentials.service.js';
import { DeviceMarks } from '../limits/device-marks.js';
import { GuessLimiter } from '../limits/guess-limiter.js';
import { LimitKeys } from '../limits/limit-keys.js';
import { limitPolicy } from '../limits/limit-policy.js';
import { LoginPolicy } from './login-policy.js';
import { LoginService } from './login.service.js';
import { Argon2PasswordHasher } from '../../hashing/argon2-password-hasher.js';
import type { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import type { FailureCounter } from '../failure-counter.js';
import type { SessionsDal } from '../ports/sessions.dal.js';
import type { AccountSessionsService } from '../sessions/account-sessions.service.js';
import type { Proof } from '../factors/ways-in.js';
import { SessionPolicy } from '../sessions/session-policy.js';
import type { SessionsService } from '../sessions/sessions.service.js';

const DAY_MS = 86_400_000;
const ALICE = { email: 'alice@example.com', password: 'correct horse' };
/** The hash of ALICE's password, with lower parameters than today's. */
const CHEAP_HASH =
  '$argon2id$v=19$m=8192,t=1,p=1$V75TeFKi0zcYTmyNANhgLg$L3JIOKX6uAC1L2NWAy6YbqdomaHkVEHXhMgx9JmG1/I';
const HOME = { network: '192.0.2.1', hasDisconnected: () => false };

const policy = limitPolicy(true, 0);
const keyedHash = new HmacKeyedHash('x'.repeat(32));
const keys = new LimitKeys(keyedHash);
const devices = new DeviceMarks(keyedHash, policy);
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const hasher = new Argon2PasswordHasher(COST, 2);

/** The session that begins. */
const SESSION = {
  ...{ id: 's', chainId: 's', userId: 1 },
  ...{ createdAt: new Date(0), lastUsedAt: new Date(0), expiresAt: new Date(60_000) },
};
const BEGUN = { session: SESSION, token: 'the token', count: 1 };

let now: Date;
const clock = { now: () => now };
let stored: LoginUser | undefined;
let replaceHash: jest.Mock<UsersDal['replacePasswordHash']>;
let noted: { id: number; address: string; at: Date }[];
let sessions: { begin: jest.Mock<SessionsService['begin']> };
let store: { isTransactional: boolean; endChain: jest.Mock };
let failed: string[];
const limit = jest.fn<AccountSessionsService['limit']>();
let credentials: CredentialsService;
let logins: LoginService;
let loginPolicy: LoginPolicy;
/** What is asked of those with a second factor. */
const REQUIRED = new ServiceError(factorErrors.second_factor_required);
const demand = jest.fn<LoginChallenges['demand']>(async () => REQUIRED);
const challenges = { demand } as Partial<LoginChallenges> as LoginChallenges;
/** What a login does to a planned deletion. */
const cancellation = jest.fn<DeletionCancellations['at']>(async () => undefined);
const holdGeneration = jest.fn<UsersDal['holdGeneration']>();
let hash: string;

beforeAll(async () => {
  hash = await hasher.hash(ALICE.password, { ...HOME, account: ALICE.email });
});
beforeEach(() => {
  now = new Date(1_900_000_000_000);
  const { email } = ALICE;
  stored = {
    ...{ id: 1, uniqueId: 'u-1', email, passwordHash: hash, sessionGeneration: 0 },
    ...{ isEmailVerified: false, role: 'user', disabledAt: null, hasSecondFactor: false },
  };
  demand.mockClear();
  noted = [];
  replaceHash = jest.fn(async (_id, from, to) => {
    if (stored?.passwordHash !== from) return false;
    stored = { ...stored, passwordHash: to };
    return true;
  });
  sessions = { begin: jest.fn(async () => BEGUN) };
  store = { isTransactional: false, endChain: jest.fn() };
  failed = [];
  loginPolicy = new LoginPolicy(false, false);
  const dal: Partial<UsersDal> = {
    findForLogin: async (email, address) => {
      if (email !== stored?.email) return undefined;
      const last = noted.findLast((each) => each.address === address);
      return last ? { ...stored, lastLoginFromHere: last.at } : stored;
    },
    noteLogin: async (id, address, at) => void noted.push({ id, address, at }),
    replacePasswordHash: (...args) => replaceHash(...args),
    holdGeneration: (id) => holdGeneration(id),
    findByIds: async (ids) => (stored && ids.includes(stored.id) ? [stored] : []),
  };
  const counters = new MemoryLimitCountersDal();
  const limiter = new GuessLimiter(counters, policy, keys, devices, clock);
  const failures: Partial<FailureCounter> = {
    count: ({ id }, action) => void failed.push(`${action} ${id}`),
  };
  credentials = new CredentialsService(
    ...([
      dal as UsersDal,
      hasher,
      limiter,
      keys,
      policy,
      failures as FailureCounter,
      clock,
    ] as const),
  );
  logins = new LoginService(
    dal as UsersDal,
    credentials,
    sessions as unknown as SessionsService,
    { limit } as Partial<AccountSessionsService> as AccountSessionsService,
    store as unknown as SessionsDal,
    devices,
    new SessionPolicy({ idleMs: 60_000, maxMs: 120_000 }),
    loginPolicy,
    clock,
    challenges,
    { at: cancellation } as Partial<DeletionCancellations> as DeletionCancellations,
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

describe('LoginService.logIn', () => {
  it('creates a session of the user', async () => {
    await expect(logins.logIn(ALICE, HOME)).resolves.toMatchObject({ token: 'the token' });
    expect(sessions.begin.mock.calls[0]![0]).toMatchObject({ id: 1, uniqueId: 'u-1' });
  });

  it('compares the email without case and surrounding space', async () => {
    const login = logins.logIn({ ...ALICE, email: ' ALICE@example.com ' }, HOME);
    await expect(login).resolves.toMatchObject({ token: 'the token' });
  });

  it('marks the device for this account, beside its other accounts', async () => {
    const other = devices.renew('u-2', undefined, now);
    const { marks } = await logins.logIn(ALICE, { ...HOME, marks: other });
    expect(devices.deviceOf('u-1', marks, now)).toBeDefined();
    expect(devices.deviceOf('u-2', marks, now)).toBe(devices.deviceOf('u-2', other, now));
  });

  it('answers the same to a wrong password and to an unknown email, and creates no session', async () => {
    const wrong = await refusal(logins.logIn({ ...ALICE, password: 'wrong horse' }, HOME));
    const unknown = await refusal(logins.logIn({ ...ALICE, email: 'bob@example.com' }, HOME));
    expect(wrong.code).toBe('invalid_credentials');
    expect(unknown).toEqual(wrong);
    expect(sessions.begin).not.toHaveBeenCalled();
  });

  it.each([
    [false, false, 'admin'],
    [true, false, 'user'],
    [true, true, 'admin'],
  ])(
    'lets administrators be like others, if they need a second factor: %s, %s',
    async (...given) => {
      const [isNeeded, hasFactor, role] = given;
      Object.assign(loginPolicy, { adminsNeedSecondFactor: isNeeded });
      const user = { ...stored!, role: 'admin', hasSecondFactor: hasFactor } as const;
      const proofs = hasFactor ? (['password', 'totp'] as const) : (['password'] as const);
      const terms = { isRemembered: false, isForPage: false };
      await logins.begin(user, { proofs }, HOME, terms);
      expect(sessions.begin.mock.calls[0]![0].role).toBe(role);
    },
  );

  it('refuses an email that is not confirmed, where that is required, only with the right password', async () => {
    Object.assign(loginPolicy, { requiresVerifiedEmail: true });
    expect((await refusal(logins.logIn(ALICE, HOME))).code).toBe('email_unverified');
    const wrong = logins.logIn({ ...ALICE, password: 'wrong horse' }, HOME);
    expect((await refusal(wrong)).code).toBe('invalid_credentials');
    expect(sessions.begin).not.toHaveBeenCalled();
    stored = { ...stored!, isEmailVerified: true };
    await expect(logins.logIn(ALICE, HOME)).resolves.toMatchObject({ token: 'the token' });
  });

  it('answers the same to the right password of a disabled user, also after many', async () => {
    const wrong = await refusal(logins.logIn({ ...ALICE, password: 'wrong horse' }, HOME));
    stored = { ...stored!, disabledAt: now };
    for (let n = 1; n < 10; n++) expect(await refusal(logins.logIn(ALICE, HOME))).toEqual(wrong);
    expect((await refusal(logins.logIn(ALICE, HOME))).code).toBe('too_many_requests');
    expect(sessions.begin).not.toHaveBeenCalled();
    expect(noted).toEqual([]);
  });

  it.each([
    ['was deleted', () => undefined],
    ['has a new password', () => ({ ...stored!, sessionGeneration: 1 })],
  ])('refuses a user who concurrently %s, and leaves no session', async (_, change) => {
    sessions.begin.mockImplementation(async () => {
      stored = change();
      return BEGUN;
    });
    expect((await refusal(logins.logIn(ALICE, HOME))).code).toBe('invalid_credentials');
    expect(store.endChain).toHaveBeenCalledWith('s');
  });

  describe('of a user with a second factor', () => {
    const TERMS = { isRemembered: true, isForPage: false };
    beforeEach(() => void (stored = { ...stored!, hasSecondFactor: true }));

    it('begins no session for the password, and asks for the factor', async () => {
      await expect(logins.logIn(ALICE, HOME, TERMS)).rejects.toBe(REQUIRED);
      expect(demand).toHaveBeenCalledWith(expect.objectContaining({ uniqueId: 'u-1' }), TERMS);
      expect(sessions.begin).not.toHaveBeenCalled();
    });

    it('says nothing of it after a wrong password', async () => {
      const { code } = await refusal(logins.logIn({ ...ALICE, password: 'wrong' }, HOME));
      expect(code).toBe('invalid_credentials');
    });

    it.each<Proof[]>([['recovery-code'], ['totp'], ['passkey'], []])(
      'begins none for %s alone',
      async (...proofs) => {
        await expect(logins.begin(stored!, { proofs }, HOME, TERMS)).rejects.toBe(REQUIRED);
        expect(sessions.begin).not.toHaveBeenCalled();
      },
    );

    it('begins one for both, which uses the factor up', async () => {
      const done: string[] = [];
      const spend = async () => void done.push('spent');
      holdGeneration.mockImplementation(async (id) => {
        done.push(`held ${id}`);
        return 0;
      });
      await logins.begin(stored!, { proofs: ['password', 'totp'], spend }, HOME, TERMS);
      expect(sessions.begin).toHaveBeenCalledWith(stored, HOME, true, expect.any(Function));
      await sessions.begin.mock.lastCall![3]!();
      expect(done).toEqual(['held 1', 'spent']);
    });

    it('uses nothing up if the sessions of the user have ended meanwhile', async () => {
      const spend = jest.fn(async () => undefined);
      await logins.begin(stored!, { proofs: ['password', 'totp'], spend }, HOME, TERMS);
      for (const generation of [1, undefined]) {
        holdGeneration.mockResolvedValue(generation);
        const { code } = await refusal(sessions.begin.mock.lastCall![3]!());
        expect(code).toBe('invalid_credentials');
      }
      expect(spend).not.toHaveBeenCalled();
    });

    it('makes the address known once the login is complete, and not before', async () => {
      await expect(logins.logIn(ALICE, HOME, TERMS)).rejects.toBe(REQUIRED);
      expect(noted).toEqual([]);
      await logins.begin(stored!, { proofs: ['password', 'totp'] }, HOME, TERMS);
      expect(noted).toEqual([{ id: 1, address: keys.tagOf(HOME.network), at: now }]);
      sessions.begin.mockResolvedValue(undefined);
      const other = { ...HOME, network: '192.0.2.9' };
      await refusal(logins.begin(stored!, { proofs: ['password', 'totp'] }, other, TERMS));
      expect(noted).toHaveLength(1);
    });
  });

  it('cancels a planned deletion with its session', async () => {
    const done: string[] = [];
    cancellation.mockResolvedValueOnce(async () => void done.push('cancelled'));
    const spend = async () => void done.push('spent');
    await logins.begin(stored!, { proofs: ['password'], spend }, HOME, {
      isRemembered: false,
      isForPage: true,
    });
    expect(done).toEqual([]);
    await sessions.begin.mock.lastCall![3]!();
    expect(done).toEqual(['cancelled', 'spent']);
  });

  it('accepts no password of a user who has none, not even an empty one', async () => {
    stored = { ...stored!, passwordHash: null };
    for (const password of ['', 'null', ALICE.password]) {
      const { code } = await refusal(logins.logIn({ ...ALICE, password }, HOME));
      expect(code).toBe('invalid_credentials');
    }
  });

  it('refuses a user of whom the database takes no session', async () => {
    store.isTransactional = true;
    sessions.begin.mockResolvedValue(undefined);
    expect((await refusal(logins.logIn(ALICE, HOME))).code).toBe('invalid_credentials');
  });

  it('ends the sessions beyond 50, and counts wrong passwords of a user', async () => {
    sessions.begin.mockResolvedValue({ ...BEGUN, count: 50 });
    await logins.logIn(ALICE, HOME);
    expect(limit).not.toHaveBeenCalled();
    sessions.begin.mockResolvedValue({ ...BEGUN, count: 51 });
    await logins.logIn(ALICE, HOME);
    expect(limit).toHaveBeenCalledWith(expect.objectContaining({ id: 1 }), SESSION);
    await refusal(logins.logIn({ ...ALICE, password: 'wrong horse' }, HOME));
    await refusal(logins.logIn({ ...ALICE, email: 'bob@example.com' }, HOME));
    expect(failed).toEqual(['login_failed 1']);
  });

  it.each(['Correct horse', ' correct horse', 'correct horse ', ''])(
    'compares the password exactly: not %j',
    async (password) => {
      const { code } = await refusal(logins.logIn({ ...ALICE, password }, HOME));
      expect(code).toBe('invalid_credentials');
    },
  );
});

describe('the hash of a user who logs in', () => {
  const CURRENT = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;
  const makeCheap = () => (stored = { ...stored!, passwordHash: CHEAP_HASH });

  it('is renewed if its parameters are outdated', async () => {
    makeCheap();
    await logins.logIn(ALICE, { ...HOME, hasDisconnected: () => true });
    while (stored!.passwordHash === CHEAP_HASH) await new Promise(setImmediate);
    expect(stored!.passwordHash).toMatch(CURRENT);
    await expect(logins.logIn(ALICE, HOME)).resolves.toMatchObject({ token: 'the token' });
  });

  it('is not changed otherwise, nor after a wrong password', async () => {
    await logins.logIn(ALICE, HOME);
    makeCheap();
    await refusal(logins.logIn({ ...ALICE, password: 'wrong horse' }, HOME));
    await hasher.hash('another', { ...HOME, account: 'another' });
    expect(replaceHash).not.toHaveBeenCalled();
  });

  it('neither delays the login nor makes it fail', async () => {
    makeCheap();
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    replaceHash.mockRejectedValue(new Error('no database'));
    await expect(logins.logIn(ALICE, HOME)).resolves.toMatchObject({ token: 'the token' });
    expect(warn).not.toHaveBeenCalled();
    while (warn.mock.calls.length === 0) await new Promise(setImmediate);
    expect(warn.mock.calls[0]![0]).toMatchObject({ cause: { message: 'no database' } });
    warn.mockRestore();
  });
});

describe('the address of a login', () => {
  it('is stored, and again after a day', async () => {
    const tag = keys.tagOf(HOME.network);
    await logins.logIn(ALICE, HOME);
    expect(noted).toEqual([{ id: 1, address: tag, at: now }]);
    now = new Date(now.getTime() + DAY_MS - 1);
    await logins.logIn(ALICE, HOME);
    expect(noted).toHaveLength(1);
    now = new Date(now.getTime() + 1);
    await logins.logIn(ALICE, HOME);
    expect(noted).toHaveLength(2);
    await logins.logIn(ALICE, { ...HOME, network: '192.0.2.2' });
    expect(noted).toHaveLength(3);
  });

  it('is not stored after a wrong password, nor for a right one alone', async () => {
    await refusal(logins.logIn({ ...ALICE, password: 'wrong' }, HOME));
    await credentials.check(ALICE, HOME);
    expect(noted).toEqual([]);
  });
});

describe('CredentialsService.check', () => {
  it('does not hash beyond a limit, and answers the same to right and wrong', async () => {
    const verify = jest.spyOn(hasher, 'verify');
    const wrong = () => credentials.check({ ...ALICE, password: 'wrong' }, HOME);
    for (let i = 0; i < 10; i++) await refusal(wrong());
    const refused = await refusal(credentials.check(ALICE, HOME));
    expect(refused.code).toBe('too_many_requests');
    expect(await refusal(wrong())).toEqual(refused);
    expect(verify).toHaveBeenCalledTimes(10);
    verify.mockRestore();
  });

  it('can be restricted to one user', async () => {
    await expect(credentials.check(ALICE, HOME, 'u-1')).resolves.toMatchObject({ id: 1 });
    const { code } = await refusal(credentials.check(ALICE, HOME, 'u-2'));
    expect(code).toBe('invalid_credentials');
  });
});

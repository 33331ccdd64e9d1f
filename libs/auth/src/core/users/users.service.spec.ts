import type { authContract, Session } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import type { EventFeed } from '#seam';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import type { AccountAudit } from '../ports/account-audit.js';
import type { Invitation } from '../ports/administration/invitations.dal.js';
import type { NewUser, StoredUser, UsersDal } from '../ports/users.dal.js';
import { LimitKeys } from '../limits/limit-keys.js';
import { LimitPolicy } from '../limits/limit-policy.js';
import { RegistrationLimiter } from '../limits/registration-limiter.js';
import { Argon2PasswordHasher } from '../../hashing/argon2-password-hasher.js';
import type { InvitationsService } from '../registration/invitations.service.js';
import { PasswordPolicy } from '../passwords/password-policy.js';
import type { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import type { AddresseesService } from '../mails/addressees.service.js';
import type { EmailConfirmationService } from '../emails/email-confirmation.service.js';
import { UsersService } from './users.service.js';

type Unused =
  | 'findForLogin'
  | 'noteLogin'
  | 'forgetAddresses'
  | 'changePassword'
  | 'nextGeneration'
  | 'holdGeneration'
  | 'setPassword';

class UsersInMemory implements Omit<UsersDal, Unused> {
  readonly users: StoredUser[] = [];

  async create(user: NewUser): Promise<number | undefined> {
    if (await this.findByEmail(user.email)) return undefined;
    const id = this.users.length + 1;
    const rest = { isEmailVerified: false, role: 'user', disabledAt: null } as const;
    this.users.push({ ...user, id, sessionGeneration: 0, ...rest });
    return id;
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
  deletionsOf = async () => [];
  highestId = async () => this.users.length;
  findByEmail = async (email: string) => this.users.find((user) => user.email === email);
  findByUniqueId = async (id: string) => this.users.find((user) => user.uniqueId === id);
  findByIds = async (ids: readonly number[]) => this.users.filter(({ id }) => ids.includes(id));
}

const sessions: Pick<SessionsService, 'use'> = {
  use: async (token: string): Promise<Session> => ({
    userId: 1,
    uniqueId: `of ${token}`,
    expiresAt: '2026-01-01T00:00:00.000Z',
  }),
};

const accessTokens: Pick<AccessTokensService, 'use'> = {
  use: async () => ({ ...(await sessions.use('an access token')), scopes: ['items:read'] }),
};

/** The invitations that were used. */
let used: string[];
const INVITATION = { email: 'bob@example.com' } as Invitation;

const invitations: Pick<InvitationsService, 'admit' | 'consume'> = {
  admit: async (email, token) => {
    if (token === undefined) return undefined;
    if (email !== INVITATION.email) throw new ServiceError(authErrors.invitation_invalid);
    return INVITATION;
  },
  consume: async ({ email }) => {
    if (used.includes(email)) throw new ServiceError(authErrors.invitation_invalid);
    used.push(email);
  },
};

const CLIENT = { network: '192.0.2.1', hasDisconnected: () => false };
const ALICE = { email: 'alice@example.com', password: 'correct horse' };

let dal: UsersInMemory;
let users: UsersService;
let mailed: string[];
/** Notes whom a mail is sent to, with a link that confirms the email. */
const send = async ({ email }: { email: string }) => void mailed.push(email);

beforeEach(() => {
  used = [];
  dal = new UsersInMemory();
  mailed = [];
  users = new UsersService(
    dal as unknown as UsersDal,
    new Argon2PasswordHasher({ memoryCost: 1_024, timeCost: 1, parallelism: 1 }, 2),
    new PasswordPolicy(false, 'blue-door'),
    sessions as SessionsService,
    new RegistrationLimiter(
      new MemoryLimitCountersDal(),
      new LimitPolicy({
        place: 1,
        account: 1,
        address: 1,
        registrations: 3,
        mailsTo: 1,
        mailsFrom: 1,
      }),
      new LimitKeys(new HmacKeyedHash('x'.repeat(32))),
      { now: () => new Date() },
    ),
    invitations as InvitationsService,
    { transaction: (_what, work) => work() },
    { add: async () => undefined } as Partial<AccountAudit> as AccountAudit,
    {} as EventFeed<typeof authContract>,
    accessTokens as AccessTokensService,
    { send } as Partial<EmailConfirmationService> as EmailConfirmationService,
    {} as AddresseesService,
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
  it('stores the email in lower case without space, and only a hash of the password', async () => {
    await users.register({ ...ALICE, email: ' Alice@Example.COM\t' }, CLIENT);
    expect(dal.users).toEqual([
      {
        id: 1,
        sessionGeneration: 0,
        isEmailVerified: false,
        role: 'user',
        disabledAt: null,
        email: ALICE.email,
        uniqueId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        passwordHash: expect.stringMatching(/^\$argon2id\$/),
      },
    ]);
    expect(JSON.stringify(dal.users)).not.toContain(ALICE.password);
    expect(mailed).toEqual([ALICE.email]);
  });

  it('gives each user a separate public id', async () => {
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

describe('register, by an invitation', () => {
  const invited = { email: ' Bob@example.com', password: ALICE.password, invitation: 'token' };

  it('uses it', async () => {
    await users.register(invited, CLIENT);
    expect(dal.users).toMatchObject([{ email: 'bob@example.com' }]);
    expect(used).toEqual(['bob@example.com']);
  });

  it('adds no user, and does not count, if it is refused', async () => {
    for (let n = 0; n < 9; n++) {
      const refused = await refusal(users.register({ ...invited, email: ALICE.email }, CLIENT));
      expect(refused.code).toBe('invitation_invalid');
    }
    expect(dal.users).toEqual([]);
    await users.register(ALICE, CLIENT);
  });

  it('is refused if another request was faster, and keeps it if the email is taken', async () => {
    used = ['bob@example.com'];
    const late = await refusal(users.register(invited, CLIENT));
    expect(late.code).toBe('invitation_invalid');
    used = [];
    expect((await refusal(users.register(invited, CLIENT))).code).toBe('email_taken');
    expect(used).toEqual([]);
  });
});

describe('register, from one address', () => {
  it('is limited, and a taken email counts', async () => {
    const codes: string[] = [];
    for (const email of ['a@example.com', 'a@example.com', 'b@example.com', 'c@example.com']) {
      const registering = users.register({ ...ALICE, email }, CLIENT).then(
        () => 'done',
        (error: ServiceError) => error.code,
      );
      codes.push(await registering);
    }
    expect(codes).toEqual(['done', 'email_taken', 'done', 'too_many_requests']);
    await users.register(ALICE, { ...CLIENT, network: '192.0.2.2' });
    expect(dal.users.map(({ email }) => email)).toEqual([
      'a@example.com',
      'b@example.com',
      ALICE.email,
    ]);
  });
});

describe('UsersService, called by other contexts,', () => {
  beforeEach(async () => {
    await users.register(ALICE, CLIENT);
    await users.register({ ...ALICE, email: 'bob@example.com' }, CLIENT);
  });

  it('returns a user by public id, by email and by ids', async () => {
    const { uniqueId } = dal.users[0]!;
    const alice = { id: 1, email: ALICE.email, uniqueId };
    await expect(users.userByUniqueId(uniqueId)).resolves.toEqual(alice);
    await expect(users.userByEmail(' ALICE@example.com ')).resolves.toEqual(alice);
    await expect(users.usersByIds([1, 99])).resolves.toEqual([alice]);
    await expect(users.usersByIds([])).resolves.toEqual([]);
  });

  it('never returns the hash', async () => {
    const answers = [
      await users.userByUniqueId(dal.users[0]!.uniqueId),
      await users.userByEmail(ALICE.email),
      ...(await users.usersByIds([1, 2])),
    ];
    for (const answer of answers) {
      expect(Object.keys(answer).sort()).toEqual(['email', 'id', 'uniqueId']);
    }
  });

  it('returns copies, which may be changed without effect on the store', async () => {
    const copy = await users.userByEmail(ALICE.email);
    copy.email = 'changed';
    (await users.usersByIds([1]))[0]!.email = 'changed';
    expect(dal.users[0]!.email).toBe(ALICE.email);
  });

  it('refuses a user who does not exist', async () => {
    expect((await refusal(users.userByUniqueId('unknown'))).code).toBe('user_not_found');
    expect((await refusal(users.userByEmail('unknown@example.com'))).code).toBe('user_not_found');
  });

  it('returns the session of a token', async () => {
    await expect(users.session('t')).resolves.toMatchObject({ uniqueId: 'of t' });
    await expect(users.session('seam_pat_x')).resolves.toMatchObject({ scopes: ['items:read'] });
  });
});

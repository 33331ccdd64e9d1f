/** The services of auth on a real database, with the clock, the mails and the hashes of a test. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { INestApplicationContext, Provider, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { authKernelErrors, SessionInvalidations, type TokenClaims } from '#auth-kernel';
import { StatementRunner } from '#glue/db';
import { ServiceError } from '#glue/errors';
import { Sealer } from '#glue/sealing';
import { EventFeed } from '#seam';
import { migrations } from '#migrations/auth';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../test/support/test-database.js';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { TypeormSessionEvents } from '../../dal/typeorm/sessions/typeorm-session-events.js';
import { TypeormSessionsDal } from '../../dal/typeorm/sessions/typeorm-sessions.dal.js';
import { TypeormAccessTokensDal } from '../../dal/typeorm/typeorm-access-tokens.dal.js';
import { TypeormAccountsDal } from '../../dal/typeorm/typeorm-accounts.dal.js';
import { TypeormAdministeredUsersDal } from '../../dal/typeorm/administration/typeorm-administered-users.dal.js';
import { TypeormPasskeysDal } from '../../dal/typeorm/factors/typeorm-passkeys.dal.js';
import { TypeormLoginChallengesDal } from '../../dal/typeorm/factors/typeorm-login-challenges.dal.js';
import { TypeormRecoveryCodesDal } from '../../dal/typeorm/factors/typeorm-recovery-codes.dal.js';
import { TypeormFactorsDal } from '../../dal/typeorm/factors/typeorm-factors.dal.js';
import { TypeormTotpDal } from '../../dal/typeorm/factors/typeorm-totp.dal.js';
import { TypeormPlannedDeletionsDal } from '../../dal/typeorm/own-data/typeorm-planned-deletions.dal.js';
import { TypeormMailLinksDal } from '../../dal/typeorm/typeorm-mail-links.dal.js';
import { TypeormUsersDal } from '../../dal/typeorm/typeorm-users.dal.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { OtpauthCodes } from '../../totp/otpauth-codes.js';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import { Clock } from '../clock.js';
import { servicesUnder } from '../core.providers.js';
import { Deferred } from '../deferred.js';
import { limitPolicy } from '../limits/limit-policy.js';
import { type AccountMail, AccountMails } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import { DeletionPolicy } from '../own-data/deletion-policy.js';
import { PasswordPolicy } from '../passwords/password-policy.js';
import { AccessTokensDal } from '../ports/access-tokens.dal.js';
import { AccountAudit, type AuditEntry } from '../ports/account-audit.js';
import { type Account, AccountsDal } from '../ports/accounts.dal.js';
import { AdministeredUsersDal } from '../ports/administration/administered-users.dal.js';
import { RecoveryCodesService } from '../factors/recovery-codes.service.js';
import { LoginChallengesDal } from '../ports/factors/login-challenges.dal.js';
import { RecoveryCodesDal } from '../ports/factors/recovery-codes.dal.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import { OneTimeCodes } from '../ports/factors/one-time-codes.js';
import { PasskeysDal } from '../ports/factors/passkeys.dal.js';
import { TotpDal } from '../ports/factors/totp.dal.js';
import { CommandsAbout } from '../ports/commands-about.js';
import { PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import { KeyedHash } from '../ports/keyed-hash.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { MailLinksDal } from '../ports/mail-links.dal.js';
import { PasswordHasher } from '../ports/password-hasher.js';
import { SessionEvents } from '../ports/session-events.js';
import { SessionsDal } from '../ports/sessions.dal.js';
import { TokenMinter } from '../ports/token-minter.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';
import { RegistrationPolicy } from '../registration/registration-policy.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { SessionPolicy } from '../sessions/session-policy.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { LoginPolicy } from '../users/login-policy.js';
import { LoginService } from '../users/login.service.js';
import { UsersService } from '../users/users.service.js';
import { EmailLinksService } from './email-links.service.js';

export const DAY_MS = 24 * 3_600_000;
export const PASSWORD = 'a-passphrase-of-tests';
export const NEXT = 'another-passphrase-of-tests';
const LIFE = { idleMs: 365 * DAY_MS, maxMs: 365 * DAY_MS };
let counter = 0;

/** Another client for each request, so that no limit per address is reached. */
export const client = () => ({ network: `client ${++counter}`, hasDisconnected: () => false });
export const anyEmail = () => `person-${++counter}@example.com`;

/** A user, as known at registration. */
export interface Registered {
  id: number;
  email: string;
}

export class EmailWorld {
  /** Not a fixed time: a registration asks the database whether an email is reserved. */
  now = new Date();
  mailsAreOn = true;
  readonly mails: AccountMail[] = [];
  readonly entries: AuditEntry[] = [];
  private readonly put: (() => Promise<void>)[] = [];
  private context!: INestApplicationContext;
  private database!: TestDatabase;

  static async open(): Promise<EmailWorld> {
    const world = new EmailWorld();
    world.database = await openTestDataSource('auth', migrations);
    // Ceremonies of passkeys, administration and what else emails do not need have empty ports.
    const builder = Test.createTestingModule({ providers: world.providers() });
    world.context = await builder.useMocker(() => ({})).compile();
    return world;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.database.close();
  }

  /** The database of the services. */
  get dataSource(): TestDatabase['dataSource'] {
    return this.database.dataSource;
  }

  get<T>(service: Type<T> | (abstract new (...given: never[]) => T)): T {
    return this.context.get<T>(service);
  }

  wait(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  async register(email = anyEmail()): Promise<Registered> {
    await this.get(UsersService).register({ email, password: PASSWORD }, client());
    const { id } = await this.get(UsersService).userByEmail(email);
    return { id, email };
  }

  /** A user who has proven the email. */
  async proven(): Promise<Registered> {
    const user = await this.register();
    await this.complete(this.tokenTo(user.email), { password: PASSWORD });
    return user;
  }

  async logIn({ email }: { email: string }, password = PASSWORD): Promise<string> {
    return (await this.get(LoginService).logIn({ email, password }, client())).token;
  }

  async isActive(session: string): Promise<boolean> {
    return this.get(SessionsService)
      .use(session)
      .then(
        () => true,
        () => false,
      );
  }

  /** The role that a session has. */
  async roleOf(session: string): Promise<string | undefined> {
    return (await this.get(SessionsService).use(session)).role;
  }

  async makeAdministrator({ id }: { id: number }): Promise<void> {
    await this.get(AdministeredUsersDal).setRole(id, 'admin');
  }

  /** As an administrator does it, but without an end of links. */
  async setDisabled({ id }: { id: number }, at: Date | null = this.now): Promise<void> {
    await this.get(AdministeredUsersDal).setDisabled(id, at);
  }

  async account({ id }: { id: number }): Promise<Account> {
    return (await this.get(AccountsDal).find(id))!;
  }

  /** The user with a session that is not needed: the password is the proof. */
  async caller(user: { id: number }): Promise<Caller> {
    const { id: userId, uniqueId } = await this.account(user);
    return { userId, uniqueId, sessionId: 'none' };
  }

  /** The user with a new session. */
  async session(user: Registered): Promise<Caller> {
    const sessionId = (JSON.parse(await this.logIn(user)) as TokenClaims).sid;
    return { ...(await this.caller(user)), sessionId };
  }

  /** Makes an access token. */
  async script(user: Registered): Promise<void> {
    const wanted = { name: 'script', scopes: ['items:read'] as const, lifeDays: 1 };
    await this.get(AccessTokensService).create(await this.session(user), wanted, client());
  }

  /** Makes a second factor, and recovery codes of it. */
  async recoveryCodes(user: Registered): Promise<string[]> {
    await this.passkey(user);
    return this.get(RecoveryCodesService).renew(user.id);
  }

  scriptsOf({ id }: Registered): Promise<unknown[]> {
    return this.get(AccessTokensService).list(id);
  }

  /** A passkey that was set up some time ago. */
  async passkey({ id: userId }: Registered, ageMs = 0): Promise<void> {
    const createdAt = new Date(this.now.getTime() - ageMs);
    const key = { publicKey: randomBytes(77), counter: 0, transports: [], isBackedUp: false };
    const named = { id: randomUUID(), credentialId: randomUUID(), name: 'Key' };
    await this.get(PasskeysDal).create({ ...named, userId, ...key, createdAt });
  }

  /** How many passkeys a user has. */
  async passkeysOf({ id }: Registered): Promise<number> {
    return (await this.get(FactorsDal).waysOf(id))!.passkeys;
  }

  complete(token: string, proof: { session?: string; password?: string; newPassword?: string }) {
    const given = { session: undefined, ...proof };
    return this.get(EmailLinksService).complete(token, given, client());
  }

  mailsTo(email: string, template?: string): AccountMail[] {
    return this.mails.filter(
      (mail) => mail.to === email && (!template || mail.template === template),
    );
  }

  /** The token of the newest link to an address. */
  tokenTo(email: string, template?: string): string {
    const [link] = Object.values(this.mailsTo(email, template).at(-1)!.secrets!);
    return new URLSearchParams(new URL(link!).hash.slice(1)).get('token')!;
  }

  /** Does what was put off. */
  async later(): Promise<void> {
    for (const work of this.put.splice(0)) await work();
  }

  private providers(): Provider[] {
    const { dataSource } = this.database;
    const on = <T>(provide: unknown, useValue: T) => ({ provide, useValue }) as Provider;
    return [
      ...servicesUnder({
        limits: limitPolicy(true, 0),
        passwords: new PasswordPolicy(false, 'product'),
        sessions: new SessionPolicy(LIFE),
        registration: new RegistrationPolicy('open'),
      }),
      on(Clock, { now: () => this.now }),
      on(Deferred, { run: (_what: string, work: () => Promise<void>) => void this.put.push(work) }),
      on(AccountMails, this.mailer()),
      on(PublicLinks, new PublicLinks(() => 'https://todo.example.com')),
      on(AccountAudit, { add: async (entry: AuditEntry) => void this.entries.push(entry) }),
      on(UsersDal, new TypeormUsersDal(dataSource)),
      on(AccountsDal, new TypeormAccountsDal(dataSource)),
      on(LoginChallengesDal, new TypeormLoginChallengesDal(dataSource)),
      on(RecoveryCodesDal, new TypeormRecoveryCodesDal(dataSource)),
      on(FactorsDal, new TypeormFactorsDal(dataSource)),
      on(PasskeysDal, new TypeormPasskeysDal(dataSource)),
      on(TotpDal, new TypeormTotpDal(dataSource, new Sealer('auth', [randomBytes(32)]))),
      on(OneTimeCodes, new OtpauthCodes('Product')),
      on(AdministeredUsersDal, new TypeormAdministeredUsersDal(dataSource)),
      on(MailLinksDal, new TypeormMailLinksDal(dataSource)),
      on(SessionsDal, new TypeormSessionsDal(dataSource)),
      on(SessionEvents, new TypeormSessionEvents(dataSource)),
      on(PlannedDeletionsDal, new TypeormPlannedDeletionsDal(dataSource)),
      on(DeletionPolicy, new DeletionPolicy(0)),
      on(AccessTokensDal, new TypeormAccessTokensDal(dataSource)),
      on(Transactions, new StatementRunner(dataSource)),
      on(LimitCountersDal, new MemoryLimitCountersDal()),
      on(KeyedHash, new HmacKeyedHash('x'.repeat(32))),
      on(SessionInvalidations, new SessionInvalidations()),
      on(LoginPolicy, new LoginPolicy(false, false)),
      on(PasswordHasher, HASHER),
      on(TokenMinter, TOKENS),
      on(CommandsAbout, {}),
      on(EventFeed, {}),
    ];
  }

  private mailer(): AccountMails {
    const [isOn, mails] = [() => this.mailsAreOn, this.mails];
    return {
      get isOn() {
        return isOn();
      },
      send: async (mail) => void mails.push(mail),
    };
  }
}

const HASHER: PasswordHasher = {
  hash: async (password) => `hash of ${password}`,
  verify: async (password, hash) => hash === `hash of ${password}`,
  isOutdated: () => false,
};

/** Tokens of sessions, not signed. */
const TOKENS: Pick<TokenMinter, 'sign' | 'check'> = {
  sign: (claims) => JSON.stringify(claims),
  check: (token) => {
    if (!token.startsWith('{')) throw new ServiceError(authKernelErrors.unauthenticated);
    return { claims: JSON.parse(token) as TokenClaims } as ReturnType<TokenMinter['check']>;
  },
};

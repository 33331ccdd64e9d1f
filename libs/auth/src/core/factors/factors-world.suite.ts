/** The services of factors, on ports in memory, a clock that tests move, and an authenticator in software. */
import { TOTP, Secret } from 'otpauth';
import { commonErrors, ServiceError } from '#glue/errors';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { OtpauthCodes } from '../../totp/otpauth-codes.js';
import { SoftwareAuthenticator } from '../../webauthn/software-authenticator.suite.js';
import { WebauthnCeremonies } from '../../webauthn/webauthn-ceremonies.js';
import type { FailureCounter } from '../failure-counter.js';
import type { DailyFactorLimit } from '../limits/daily-factor-limit.js';
import { FactorLimiter } from '../limits/factor-limiter.js';
import { LimitKeys } from '../limits/limit-keys.js';
import { limitPolicy } from '../limits/limit-policy.js';
import { PublicLinks } from '../mails/public-links.js';
import type { PasswordNotice } from '../passwords/password-notice.js';
import type { AccountAudit } from '../ports/account-audit.js';
import {
  FactorsInMemory,
  type KnownUser,
  LoginChallengesInMemory,
  PasskeysInMemory,
  RecoveryCodesInMemory,
  TotpInMemory,
} from '../ports/factors/factors-in-memory.suite.js';
import type { StoredUser, UsersDal } from '../ports/users.dal.js';
import type { AccountSessionsService } from '../sessions/account-sessions.service.js';
import type { SessionEndings } from '../sessions/session-endings.js';
import type { MailLimiter } from '../limits/mail-limiter.js';
import type { LoginService } from '../users/login.service.js';
import { FactorChanges } from './factor-changes.js';
import { FactorsService } from './factors.service.js';
import { LoginChallenges } from './login-challenges.js';
import { PasskeyChallenges } from './passkey-challenges.js';
import { PasskeyChecks } from './passkey-checks.js';
import { PasskeySite } from './passkey-site.js';
import { PasskeysService } from './passkeys.service.js';
import { RecoveryCodesService } from './recovery-codes.service.js';
import { SecondFactors } from './second-factors.js';
import { SecondStepService } from './second-step.service.js';
import { TotpService } from './totp.service.js';
import { suffices } from './ways-in.js';

export const CLIENT = {
  ...{ network: '192.0.2.0', address: '192.0.2.7', device: 'Firefox on Windows' },
  hasDisconnected: () => false,
};
export const SITE = { origin: 'https://todo.example.com', rpId: 'todo.example.com' };
export const TERMS = { isRemembered: true, isForPage: false };

export class World {
  now = new Date('2026-01-01T00:00:00Z');
  origin = SITE.origin;
  readonly users = new Map<number, KnownUser>();
  /** What was audited, counted and mailed, and sessions that began or ended. */
  readonly events: string[] = [];
  /** A store that fails, for what a transaction undoes. */
  fails = false;

  readonly clock = { now: () => this.now };
  readonly seeds = new TotpInMemory(this.users);
  readonly passkeyStore = new PasskeysInMemory(this.users);
  readonly codeStore = new RecoveryCodesInMemory(this.users);
  readonly challengeStore = new LoginChallengesInMemory(this.users);
  private readonly userStore: Partial<UsersDal> = {
    findByIds: async (ids) => ids.flatMap((id) => this.stored(id) ?? []),
    findByUniqueId: async (uniqueId) => this.stored(Number(uniqueId.slice(2))),
  };
  private readonly audit: Partial<AccountAudit> = {
    add: async ({ subject, action }) => void this.events.push(`${action} ${subject}`),
  };
  private readonly failures: Partial<FailureCounter> = {
    count: ({ id }, action) => void this.events.push(`counted ${action} ${id}`),
  };
  private readonly notice: Partial<PasswordNotice> = {
    send: async ({ id }, _client, template) => void this.events.push(`${template} to ${id}`),
  };
  private readonly accountSessions: Partial<AccountSessionsService> = {
    chainOf: async ({ sessionId }) => sessionId,
  };
  private readonly endings: Partial<SessionEndings> = {
    endEarlier: async ({ id }, kept, change) => {
      await change();
      this.users.get(id)!.sessionGeneration++;
      this.events.push(`ended all but ${kept} of ${id}`);
    },
  };
  private readonly logins: Partial<LoginService> = {
    begin: async (user, { proofs, spend }, _client, terms) => {
      if (!suffices(proofs, user.hasSecondFactor)) throw new Error('not enough');
      await spend?.();
      if (this.fails) throw new ServiceError(commonErrors.database_unavailable);
      this.events.push(`session of ${user.uniqueId} by ${proofs.join()}`);
      return { terms } as never;
    },
  };

  private readonly keyed = new HmacKeyedHash('x'.repeat(32));
  private readonly limiter = new FactorLimiter(
    new MemoryLimitCountersDal(),
    limitPolicy(false, 0),
    new LimitKeys(this.keyed),
    {
      admit: async () => ({ release: async () => {} }),
      tell: async () => {},
    } as Partial<DailyFactorLimit> as DailyFactorLimit,
    this.failures as FailureCounter,
    this.clock,
  );
  /** What changes and offers were counted as. */
  readonly spent: string[] = [];
  private readonly mails: Partial<MailLimiter> = {
    spendOn: async ({ uniqueId }, of = 'account') => void this.spent.push(`${of} ${uniqueId}`),
  };
  private readonly site = new PasskeySite(new PublicLinks(() => this.origin));
  private readonly issued = new PasskeyChallenges(this.keyed, this.clock);
  private readonly ceremonies = new WebauthnCeremonies();
  private readonly codes = new OtpauthCodes('Product');
  private readonly factorStore = new FactorsInMemory(
    ...([this.users, this.seeds, this.passkeyStore, this.codeStore] as const),
  );
  readonly recovery = new RecoveryCodesService(this.codeStore);
  readonly changes = new FactorChanges(
    this.factorStore,
    this.userStore as UsersDal,
    this.recovery,
    this.accountSessions as AccountSessionsService,
    this.endings as SessionEndings,
    this.audit as AccountAudit,
    this.notice as PasswordNotice,
    this.mails as MailLimiter,
  );
  readonly checks = new PasskeyChecks(
    this.passkeyStore,
    this.userStore as UsersDal,
    this.ceremonies,
    this.issued,
    this.site,
    this.failures as FailureCounter,
    this.clock,
  );
  readonly challenges = new LoginChallenges(
    ...([this.challengeStore, this.userStore as UsersDal, this.clock] as const),
  );
  readonly secondSteps = new SecondStepService(
    this.logins as LoginService,
    this.challenges,
    new SecondFactors(
      this.seeds,
      this.codes,
      this.codeStore,
      this.checks,
      this.audit as AccountAudit,
      this.clock,
    ),
    this.checks,
    this.limiter,
  );
  readonly totp = new TotpService(
    this.seeds,
    this.codes,
    this.userStore as UsersDal,
    this.changes,
    this.mails as MailLimiter,
    this.clock,
  );
  readonly passkeys = new PasskeysService(
    this.passkeyStore,
    this.userStore as UsersDal,
    this.ceremonies,
    this.issued,
    this.site,
    this.changes,
    this.clock,
  );
  readonly factors = new FactorsService(this.factorStore, this.recovery, this.changes);

  constructor() {
    for (const id of [1, 2]) {
      const user = { id, uniqueId: `u-${id}`, sessionGeneration: 0, hasPassword: true };
      this.users.set(id, user);
    }
  }

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1_000);
  }

  caller(userId = 1) {
    return { userId, uniqueId: `u-${userId}`, sessionId: `s-${userId}` };
  }

  /** A login of a user whose password was right: the token of its challenge. */
  async pending(userId = 1): Promise<string> {
    const error = await this.challenges.demand(this.stored(userId)!, TERMS);
    return error.continuation!;
  }

  /** An app that shows codes. */
  async app(userId = 1): Promise<{ code: (steps?: number) => string; codes: string[] }> {
    const { secret } = await this.totp.begin(this.caller(userId));
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = (steps = 0) => totp.generate({ timestamp: this.now.getTime() + steps * 30_000 });
    const codes = await this.totp.confirm(this.caller(userId), code(), CLIENT);
    // The code of the confirmation is used.
    this.pass(30);
    return { code, codes: codes ?? [] };
  }

  /** A device with a passkey of a user. */
  async device(userId = 1, countsUses = true): Promise<SoftwareAuthenticator> {
    const device = new SoftwareAuthenticator(SITE, countsUses);
    const { challenge } = await this.passkeys.options(this.caller(userId));
    const answer = device.register(challenge as string);
    await this.passkeys.add(this.caller(userId), { name: 'Phone', answer }, CLIENT);
    return device;
  }

  private stored(id: number): StoredUser | undefined {
    const user = this.users.get(id);
    if (!user) return undefined;
    const { uniqueId, sessionGeneration, hasPassword, disabledAt = null } = user;
    const passwordHash = hasPassword ? 'hash' : null;
    const rest = { isEmailVerified: false, role: 'user', disabledAt } as const;
    return { id, uniqueId, email: `${id}@example.com`, passwordHash, sessionGeneration, ...rest };
  }
}

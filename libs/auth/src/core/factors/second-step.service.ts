import { Injectable } from '@nestjs/common';
import { isServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Client } from '../client.js';
import { FactorLimiter } from '../limits/factor-limiter.js';
import type { LoginTerms } from '../ports/factors/login-challenges.dal.js';
import type { BrowserAnswer, BrowserOptions } from '../ports/factors/passkey-ceremonies.js';
import { logSecurityEvent } from '../security-log.js';
import { type Login, LoginService } from '../users/login.service.js';
import { LoginChallenges } from './login-challenges.js';
import { PasskeyChecks, type PasskeyUseOf } from './passkey-checks.js';
import type { GivenFactor } from './second-factor.js';
import { SecondFactors } from './second-factors.js';

/** A login by a passkey alone: it names its user. */
const ALONE: PasskeyUseOf = { purpose: 'login', subject: '', isAlone: true };

/** Logins by more, or by something else, than a password. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly logins: LoginService,
    private readonly challenges: LoginChallenges,
    private readonly factors: SecondFactors,
    private readonly passkeys: PasskeyChecks,
    private readonly limiter: FactorLimiter,
  ) {}

  /**
   * Completes a login in progress. The challenge and the factor are used in the transaction of the session.
   *
   * @param token of the challenge
   * @throws ServiceError `login_expired`, `second_factor_wrong`, `passkey_refused`, `passkey_copied`,
   * `passkeys_off`, `too_many_requests`
   */
  async complete(token: string, given: GivenFactor, client: Client): Promise<Login> {
    const pending = await this.challenges.find(token);
    const { generation: sessionGeneration, tokenHash: subject } = pending;
    // Of the generation at the check of the password: a login that is no longer valid fails.
    const user = { ...(await this.challenges.userOf(pending)), sessionGeneration };
    return this.limiter.spend(user, client, async () => {
      const use = { purpose: 'second-step', subject, isAlone: false } as const;
      const checked = await this.factors.check(user, given, use, client);
      const spend = async () => {
        await this.challenges.consume(pending);
        await checked.spend();
      };
      const proven = { proofs: ['password', checked.proof] as const, spend };
      return this.logins.begin({ ...user, hasSecondFactor: true }, proven, client, pending);
    });
  }

  /**
   * Logs in by a passkey alone.
   *
   * @throws ServiceError `passkey_refused`, `passkey_copied`, `passkeys_off`
   */
  async byPasskey(answer: BrowserAnswer, client: Client, terms: LoginTerms): Promise<Login> {
    try {
      const { user, ...checked } = await this.passkeys.check(answer, ALONE);
      const proven = { proofs: [checked.proof], spend: () => checked.spend() };
      return await this.logins.begin({ ...user, hasSecondFactor: true }, proven, client, terms);
    } catch (error) {
      if (isServiceError(error, factorErrors.passkey_refused)) logSecurityEvent('login_failed');
      throw error;
    }
  }

  /**
   * What a browser is asked for: one of the passkeys of a login in progress, or any of the site.
   *
   * @throws ServiceError `login_expired`, `passkey_not_found`, `passkeys_off`
   */
  async passkeyOptions(token?: string): Promise<BrowserOptions> {
    if (token === undefined) return this.passkeys.ask(ALONE);
    const { userId, tokenHash: subject } = await this.challenges.find(token);
    return this.passkeys.ask({ purpose: 'second-step', subject, userId, isAlone: false });
  }
}

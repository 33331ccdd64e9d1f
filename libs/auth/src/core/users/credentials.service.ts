import { Injectable, Logger } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { type LoginUser, UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { normalizeEmail } from './email.js';
import { FailureCounter } from '../failure-counter.js';
import { GuessLimiter } from '../limits/guess-limiter.js';
import { later } from '../limits/reservation.js';
import { LimitKeys } from '../limits/limit-keys.js';
import { LimitPolicy } from '../limits/limit-policy.js';
import { type HashRequester, PasswordHasher } from '../ports/password-hasher.js';
import { logSecurityEvent } from '../security-log.js';

export interface Credentials {
  email: string;
  password: string;
}

/** A user who has logged in, and when that was last known from the same address. */
type KnownLogin = Pick<LoginUser, 'id' | 'lastLoginFromHere'>;

/** Checks passwords, for every route that requires one. */
@Injectable()
export class CredentialsService {
  private readonly logger = new Logger(CredentialsService.name);

  constructor(
    private readonly users: UsersDal,
    private readonly hasher: PasswordHasher,
    private readonly limiter: GuessLimiter,
    private readonly keys: LimitKeys,
    private readonly policy: LimitPolicy,
    private readonly failures: FailureCounter,
    private readonly clock: Clock,
  ) {}

  /**
   * The user with this email and password. Whether that is enough is for the caller.
   *
   * @param onlyUser the public id of the only user who is accepted
   * @throws ServiceError `invalid_credentials`, the same and after about the same time for an
   * unknown email, for a wrong password and for a disabled user; `too_many_requests`; `too_busy`
   */
  async check(given: Credentials, client: Client, onlyUser?: string): Promise<LoginUser> {
    const email = normalizeEmail(given.email);
    const address = this.keys.tagOf(client.network);
    const user = await this.users.findForLogin(email, address);
    const isMeant = onlyUser === undefined || user?.uniqueId === onlyUser;
    // No password of a disabled user is right: limits, too, tell nothing.
    const hash = (isMeant && !user?.disabledAt && user?.passwordHash) || undefined;
    const requester = { ...client, account: email };
    const isRight = await this.limiter.spend({ email, client, user }, () =>
      this.hasher.verify(given.password, hash, requester),
    );
    if (!user || !hash || !isRight) {
      logSecurityEvent('login_failed', user?.uniqueId);
      if (user) this.failures.count(user, 'login_failed');
      throw new ServiceError(authErrors.invalid_credentials);
    }
    if (this.hasher.isOutdated(hash)) void this.renewHash(user.id, hash, given.password, requester);
    return user;
  }

  /**
   * The user with this public id and password, as {@link check}.
   *
   * @throws ServiceError also `session_ended` if the user is gone
   */
  async checkPassword(uniqueId: string, password: string, client: Client): Promise<LoginUser> {
    const user = await this.users.findByUniqueId(uniqueId);
    if (!user) throw new ServiceError(authKernelErrors.session_ended);
    return this.check({ email: user.email, password }, client, uniqueId);
  }

  /**
   * Makes the client's address known, to be called once a login is complete: who has the password only must not
   * get better limits.
   */
  async noteLogin({ id, lastLoginFromHere }: KnownLogin, { network }: Client): Promise<void> {
    const now = this.clock.now();
    if (lastLoginFromHere && later(lastLoginFromHere, this.policy.noteEveryMs) > now) return;
    await this.users.noteLogin(id, this.keys.tagOf(network), now);
  }

  /** Continues after the login. If it fails, the next login retries it. */
  private async renewHash(
    id: number,
    outdated: string,
    password: string,
    requester: HashRequester,
  ): Promise<void> {
    try {
      // The client has its response, and may have disconnected.
      const renewed = await this.hasher.hash(password, {
        ...requester,
        hasDisconnected: () => false,
      });
      await this.users.replacePasswordHash(id, outdated, renewed);
    } catch (cause) {
      this.logger.warn(new Error('the hash of a password could not be renewed', { cause }));
    }
  }
}

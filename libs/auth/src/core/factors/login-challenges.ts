import { Injectable } from '@nestjs/common';
import { hashOfLinkToken, newLinkToken } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import { Clock } from '../clock.js';
import { later } from '../limits/reservation.js';
import {
  type LoginChallenge,
  LoginChallengesDal,
  type LoginTerms,
} from '../ports/factors/login-challenges.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';

const VALID_FOR_MS = 5 * 60_000;

/** Logins that wait for a second factor. Nothing that reads sessions knows them. */
@Injectable()
export class LoginChallenges {
  constructor(
    private readonly store: LoginChallengesDal,
    private readonly users: UsersDal,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins to wait for the second factor of a user whose password was right.
   *
   * @returns `second_factor_required`, with the token of the login in progress
   */
  async demand(
    {
      id: userId,
      uniqueId,
      sessionGeneration: generation,
    }: Pick<StoredUser, 'id' | 'uniqueId' | 'sessionGeneration'>,
    { isRemembered, isForPage }: LoginTerms,
  ): Promise<ServiceError> {
    const token = newLinkToken();
    const expiresAt = later(this.clock.now(), VALID_FOR_MS);
    const terms = { isRemembered, isForPage };
    await this.store.add({
      tokenHash: hashOfLinkToken(token),
      userId,
      generation,
      expiresAt,
      ...terms,
    });
    logSecurityEvent('second_factor_required', uniqueId);
    return new ServiceError(factorErrors.second_factor_required, { continuation: token });
  }

  /** @throws ServiceError `login_expired` for an unknown token too */
  async find(token: string): Promise<LoginChallenge> {
    const challenge = await this.store.find(hashOfLinkToken(token));
    if (!challenge || challenge.expiresAt <= this.clock.now()) throw expired();
    return challenge;
  }

  /** @throws ServiceError `login_expired` if the user is gone */
  async userOf({ userId }: LoginChallenge): Promise<StoredUser> {
    const [user] = await this.users.findByIds([userId]);
    if (!user) throw expired();
    return user;
  }

  /**
   * Ends the wait, in the open transaction.
   *
   * @throws ServiceError `login_expired` if another request was faster
   */
  async consume({ tokenHash }: LoginChallenge): Promise<void> {
    if (!(await this.store.consume(tokenHash))) throw expired();
  }
}

function expired(): ServiceError {
  return new ServiceError(factorErrors.login_expired);
}

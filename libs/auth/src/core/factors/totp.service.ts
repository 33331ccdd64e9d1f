import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { later } from '../limits/reservation.js';
import { OneTimeCodes, type TotpSetup } from '../ports/factors/one-time-codes.js';
import { TotpDal, type TotpSeed } from '../ports/factors/totp.dal.js';
import { UsersDal } from '../ports/users.dal.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { FactorChanges } from './factor-changes.js';

/** How long an offered seed can be confirmed. */
export const OFFERED_FOR_MS = 15 * 60_000;

/** Sets up codes of an app as a second factor. */
@Injectable()
export class TotpService {
  constructor(
    private readonly seeds: TotpDal,
    private readonly codes: OneTimeCodes,
    private readonly users: UsersDal,
    private readonly changes: FactorChanges,
    private readonly limiter: MailLimiter,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers a new seed. Nothing changes until a code confirms it: the user may have no app yet. Its image
   * takes 2 ms of CPU, so that offers are limited.
   *
   * @throws ServiceError `session_ended`, `too_many_requests`
   */
  async begin({ userId, uniqueId }: Caller): Promise<TotpSetup> {
    const user = await this.users.findByUniqueId(uniqueId);
    if (!user) throw new ServiceError(authKernelErrors.session_ended);
    await this.limiter.spendOn(user, 'offers');
    const seed = this.codes.newSeed();
    await this.seeds.offer({ id: randomUUID(), userId, seed, createdAt: this.clock.now() });
    return this.codes.setup(seed, user.email);
  }

  /**
   * Confirms the offered seed, which replaces an earlier one. The code counts as used. Wrong ones have no
   * limit: the caller was shown the seed.
   *
   * @returns recovery codes, if this is the first second factor
   * @throws ServiceError `totp_not_found` if none is offered, `second_factor_wrong`, `session_ended`
   */
  async confirm(caller: Caller, code: string, client: Client): Promise<string[] | undefined> {
    const { userId } = caller;
    const offered = await this.offered(userId);
    const step = this.codes.stepOf(offered.seed, code, this.clock.now());
    if (step === undefined) throw new ServiceError(factorErrors.second_factor_wrong);
    return this.changes.make(caller, 'totp_added', client, async () => {
      if (!(await this.seeds.confirm(userId, offered.id, step))) throw notFound();
    });
  }

  /** @throws ServiceError `totp_not_found`, `session_ended` */
  async remove(caller: Caller, client: Client): Promise<void> {
    await this.changes.make(caller, 'totp_removed', client, async () => {
      if (!(await this.seeds.remove(caller.userId))) throw notFound();
    });
  }

  private async offered(userId: number): Promise<TotpSeed> {
    const seed = await this.seeds.find(userId, 'offered');
    if (!seed || later(seed.createdAt, OFFERED_FOR_MS) <= this.clock.now()) throw notFound();
    return seed;
  }
}

function notFound(): ServiceError {
  return new ServiceError(factorErrors.totp_not_found);
}

import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Client } from '../client.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { FactorChanges } from './factor-changes.js';
import { RecoveryCodesService } from './recovery-codes.service.js';
import { hasSecondFactor, mayRemove, type WaysIn } from './ways-in.js';

/** The ways in of a user, and the recovery codes that are left. */
export interface Overview extends WaysIn {
  recoveryCodes: number;
}

/** What concerns all ways in of a user. */
@Injectable()
export class FactorsService {
  constructor(
    private readonly factors: FactorsDal,
    private readonly recovery: RecoveryCodesService,
    private readonly changes: FactorChanges,
  ) {}

  /** @throws ServiceError `session_ended` if the user is gone */
  async overview({ userId }: Caller): Promise<Overview> {
    const ways = await this.factors.waysOf(userId);
    if (!ways) throw new ServiceError(authKernelErrors.session_ended);
    return { ...ways, recoveryCodes: await this.recovery.left(userId) };
  }

  /**
   * New recovery codes; the earlier ones are of no use then.
   *
   * @throws ServiceError `no_second_factor`, `session_ended`
   */
  async renewRecoveryCodes(caller: Caller, client: Client): Promise<string[]> {
    let codes: string[] = [];
    await this.changes.make(caller, 'recovery_codes_renewed', client, async (ways) => {
      if (!hasSecondFactor(ways)) throw new ServiceError(factorErrors.no_second_factor);
      codes = await this.recovery.renew(caller.userId);
    });
    return codes;
  }

  /**
   * Removes the password: the user logs in by passkeys from then on.
   *
   * @throws ServiceError `last_way_in`, `session_ended`
   */
  async removePassword(caller: Caller, client: Client): Promise<void> {
    await this.changes.make(caller, 'password_removed', client, async (ways) => {
      if (!mayRemove('password', ways)) throw new ServiceError(factorErrors.last_way_in);
      await this.factors.removePassword(caller.userId);
    });
  }
}

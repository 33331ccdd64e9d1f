import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import { type Audited, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { AccountAudit } from '../ports/account-audit.js';
import { OneTimeCodes } from '../ports/factors/one-time-codes.js';
import { RecoveryCodesDal } from '../ports/factors/recovery-codes.dal.js';
import { TotpDal } from '../ports/factors/totp.dal.js';
import { PasskeyChecks, type PasskeyUseOf } from './passkey-checks.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import type { CheckedFactor, GivenFactor } from './second-factor.js';

/** Checks second factors of all kinds. {@link FactorLimiter} limits how many wrong ones are checked. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly seeds: TotpDal,
    private readonly codes: OneTimeCodes,
    private readonly recovery: RecoveryCodesDal,
    private readonly passkeys: PasskeyChecks,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks a second factor of a user.
   *
   * @param use of a passkey
   * @throws ServiceError `second_factor_wrong`, `passkey_refused`, `passkey_copied`, `passkeys_off`
   */
  async check(
    user: Audited,
    given: GivenFactor,
    use: Omit<PasskeyUseOf, 'userId'>,
    client: Client,
  ): Promise<CheckedFactor> {
    switch (given.kind) {
      case 'totp':
        return this.checkTotp(user, given.code);
      case 'recovery-code':
        return {
          proof: 'recovery-code',
          spend: () => this.spendRecoveryCode(user, given.code, client),
        };
      case 'passkey':
        return this.passkeys.check(given.answer, { ...use, userId: user.id });
    }
  }

  private async checkTotp({ id: userId }: Audited, code: string): Promise<CheckedFactor> {
    const seed = await this.seeds.find(userId, 'confirmed');
    const step = seed && this.codes.stepOf(seed.seed, code, this.clock.now());
    if (step === undefined) throw wrong();
    const spend = async () => {
      if (!(await this.seeds.spend(seed!.id, step))) throw wrong();
    };
    return { proof: 'totp', spend };
  }

  private async spendRecoveryCode(user: Audited, code: string, client: Client): Promise<void> {
    const hash = hashOfRecoveryCode(code);
    if (!hash || !(await this.recovery.spend(user.id, hash))) throw wrong();
    await this.audit.add(ownEntry('recovery_code_used', user, client));
  }
}

function wrong(): ServiceError {
  return new ServiceError(factorErrors.second_factor_wrong);
}

import { Injectable } from '@nestjs/common';
import { RecoveryCodesDal } from '../ports/factors/recovery-codes.dal.js';
import { hashOfRecoveryCode, newRecoveryCode, RECOVERY_CODES } from './recovery-codes.js';
import { hasSecondFactor, type WaysIn } from './ways-in.js';

/** Recovery codes: each replaces a second factor that is lost, once. Without a factor there are none. */
@Injectable()
export class RecoveryCodesService {
  constructor(private readonly store: RecoveryCodesDal) {}

  /** New codes in the open transaction; the earlier ones are of no use then. This is the only time that they are known. */
  async renew(userId: number): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await this.store.replace(
      userId,
      codes.map((code) => hashOfRecoveryCode(code)!),
    );
    return codes;
  }

  /** Makes codes with the first second factor, and removes them with the last one. */
  async follow(userId: number, before: WaysIn, after: WaysIn): Promise<string[] | undefined> {
    if (!hasSecondFactor(before) && hasSecondFactor(after)) return this.renew(userId);
    if (hasSecondFactor(before) && !hasSecondFactor(after)) await this.store.removeOf(userId);
    return undefined;
  }

  left(userId: number): Promise<number> {
    return this.store.count(userId);
  }
}

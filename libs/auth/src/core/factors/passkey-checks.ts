import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import { Clock } from '../clock.js';
import { FailureCounter } from '../failure-counter.js';
import {
  type BrowserAnswer,
  type BrowserOptions,
  PasskeyCeremonies,
  type VerifiedUse,
} from '../ports/factors/passkey-ceremonies.js';
import { PasskeysDal, type StoredPasskey } from '../ports/factors/passkeys.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import {
  type ChallengeUse,
  type IssuedChallenge,
  PasskeyChallenges,
} from './passkey-challenges.js';
import { PasskeySite } from './passkey-site.js';
import type { CheckedFactor } from './second-factor.js';

/** A use of a passkey that is asked for, or checked. */
export interface PasskeyUseOf extends ChallengeUse {
  /** The only user who is meant; missing if the passkey says who it is. */
  userId?: number;
  /** Whether it is the only proof. It must verify its user then. */
  isAlone: boolean;
}

export interface CheckedPasskey extends CheckedFactor {
  readonly user: StoredUser;
}

/**
 * Whether a passkey that has said `next` after `stored` may be the only one of its key. Those that are
 * shared between devices always say 0 (WebAuthn level 3, 6.1.1).
 */
export function hasRisen(stored: number, next: number): boolean {
  return next > stored || (next === 0 && stored === 0);
}

/** Checks the answers of passkeys. */
@Injectable()
export class PasskeyChecks {
  constructor(
    private readonly passkeys: PasskeysDal,
    private readonly users: UsersDal,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly challenges: PasskeyChallenges,
    private readonly site: PasskeySite,
    private readonly failures: FailureCounter,
    private readonly clock: Clock,
  ) {}

  /**
   * What a browser is asked for.
   *
   * @throws ServiceError `passkeys_off`; `passkey_not_found` if the user has none
   */
  async ask(use: PasskeyUseOf): Promise<BrowserOptions> {
    const site = this.site.require();
    const asked = { site, challenge: this.challenges.issue(use), isAlone: use.isAlone };
    if (use.userId === undefined) return this.ceremonies.useOptions(asked);
    const known = await this.passkeys.listOf(use.userId);
    if (known.length === 0) throw new ServiceError(factorErrors.passkey_not_found);
    return this.ceremonies.useOptions(asked, known);
  }

  /**
   * Checks an answer: for whom and for what it is, that it was not used, and the counter.
   *
   * @throws ServiceError `passkey_refused`, `passkey_copied`, `passkeys_off`
   */
  async check(answer: BrowserAnswer, use: PasskeyUseOf): Promise<CheckedPasskey> {
    const site = this.site.require();
    const issued = this.challenges.read(answer, use);
    const passkey = await this.passkeys.find(answer.id);
    const user = passkey && (await this.ownerOf(passkey, answer, use));
    if (!issued || !passkey || !user) throw refused();
    const asked = { site, challenge: issued.challenge, isAlone: use.isAlone };
    const verified = await this.ceremonies.verifyUse(asked, answer, passkey);
    if (!verified) throw refused();
    if (!hasRisen(passkey.counter, verified.counter)) {
      throw await this.notRisen(issued, user);
    }
    const proof = use.isAlone ? 'verified-passkey' : 'passkey';
    return { proof, user, spend: () => this.spend(issued, passkey, verified) };
  }

  /** `undefined` if it is not the user who is meant, or not whom the passkey names, or a user who is disabled. */
  private async ownerOf(
    { userId }: StoredPasskey,
    { response: { userHandle } }: BrowserAnswer,
    { userId: meant, isAlone }: PasskeyUseOf,
  ): Promise<StoredUser | undefined> {
    if (meant !== undefined && meant !== userId) return undefined;
    const [user] = await this.users.findByIds([userId]);
    if (user?.disabledAt) return undefined;
    const named = userHandle && Buffer.from(userHandle, 'base64url').toString();
    // Security keys that are a second factor may not know their owner.
    return named === user?.uniqueId || (!named && !isAlone) ? user : undefined;
  }

  private async spend(
    { usedHash, expiresAt }: IssuedChallenge,
    { id }: StoredPasskey,
    verified: VerifiedUse,
  ): Promise<void> {
    const use = { ...verified, at: this.clock.now() };
    const isFirst = await this.passkeys.useChallenge(usedHash, expiresAt);
    if (!isFirst || !(await this.passkeys.spend(id, use))) throw refused();
  }

  /** The same answer again is no copy of the key. */
  private async notRisen({ usedHash, expiresAt }: IssuedChallenge, user: StoredUser) {
    const isFirst = await this.passkeys.useChallenge(usedHash, expiresAt);
    return isFirst ? this.copied(user) : refused();
  }

  private copied(user: StoredUser): ServiceError {
    logSecurityEvent('passkey_copied', user.uniqueId);
    this.failures.count(user, 'passkey_copied');
    return new ServiceError(factorErrors.passkey_copied);
  }
}

function refused(): ServiceError {
  return new ServiceError(factorErrors.passkey_refused);
}

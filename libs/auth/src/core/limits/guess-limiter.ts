import { Injectable } from '@nestjs/common';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { LoginUser } from '../ports/users.dal.js';
import { Clock } from '../clock.js';
import { logSecurityEvent } from '../security-log.js';
import type { Client } from '../client.js';
import { DeviceMarks } from './device-marks.js';
import { type Admission, later } from './reservation.js';
import { KnownPlaces } from './known-places.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { refuse } from './too-many.js';
import { UnknownPlaces } from './unknown-places.js';

/** A password that a client sends for an account. */
export interface Guess {
  /** In the form in which it is compared. */
  email: string;
  client: Client;
  user: Omit<LoginUser, 'hasSecondFactor'> | undefined;
}

/**
 * Limits password guessing. Wrong guesses do not block logins of other clients: limits apply to the
 * origin of a guess, and the limit of a whole account applies to unknown places only.
 */
@Injectable()
export class GuessLimiter {
  private readonly known: KnownPlaces;
  private readonly unknown: UnknownPlaces;

  constructor(
    counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly devices: DeviceMarks,
    private readonly clock: Clock,
  ) {
    this.known = new KnownPlaces(counters, policy, clock);
    this.unknown = new UnknownPlaces(counters, policy, clock);
  }

  /**
   * Tries a password, unless a limit is reached.
   *
   * @param isRight tries it; does not count if it throws
   * @throws ServiceError `too_many_requests`, whether or not the password is right
   */
  async spend(guess: Guess, isRight: () => Promise<boolean>): Promise<boolean> {
    const admission = await this.admit(guess);
    if (admission instanceof Date) {
      logSecurityEvent('login_limited', guess.user?.uniqueId);
      return refuse('failed logins', admission, this.clock.now(), this.policy);
    }
    let outcome: boolean | undefined;
    try {
      outcome = await isRight();
      return outcome;
    } finally {
      await admission.release(outcome);
    }
  }

  private admit({ email, client, user }: Guess): Promise<Admission> {
    const { marks, network } = client;
    const device = user && this.devices.deviceOf(user.uniqueId, marks, this.clock.now());
    if (device) return this.known.admit(this.keys.deviceOfAccount(email, device));
    const place = this.keys.addressOfAccount(email, network);
    if (this.isKnown(user)) return this.known.admit(place);
    return this.unknown.admit({
      place,
      account: this.keys.account(email),
      address: this.keys.address(network),
      share: this.keys.shareOfAddress(email, network),
    });
  }

  private isKnown(user: Guess['user']): boolean {
    if (!user?.lastLoginFromHere) return false;
    return later(user.lastLoginFromHere, this.policy.knownForMs) > this.clock.now();
  }
}

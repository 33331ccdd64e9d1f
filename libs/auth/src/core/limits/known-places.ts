import type { CountChange, LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { Clock } from '../clock.js';
import { type Admission, countAhead, countAndExtend, type Reservation } from './reservation.js';
import type { LimitPolicy } from './limit-policy.js';

/**
 * Tries from a known place: an address or device from which the owner has logged in recently. Only
 * wrong passwords of this account from this place count.
 */
export class KnownPlaces {
  /** Places with a running try that counts if it fails. */
  private readonly uncounted = new Set<number>();

  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly clock: Clock,
  ) {}

  async admit(key: number): Promise<Admission> {
    const [before] = await this.counters.read([key], this.clock.now());
    if (before!.count >= this.policy.place.max) return before!.until;
    // Almost every login: one try with the right password, without a write.
    if (before!.count === 0 && !this.uncounted.has(key)) return this.countWhenFailed(key);
    return countAhead(this.counters, this.oneMore(key), this.policy.place.max, this.clock);
  }

  private countWhenFailed(key: number): Reservation {
    this.uncounted.add(key);
    return {
      release: async (isRight) => {
        this.uncounted.delete(key);
        if (isRight === false) await this.counters.add([this.oneMore(key)], this.clock.now());
      },
    };
  }

  private oneMore(key: number): CountChange {
    return countAndExtend(key, this.policy.place, this.clock.now());
  }
}

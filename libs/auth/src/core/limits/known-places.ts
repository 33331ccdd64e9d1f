import type { LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { Clock } from '../clock.js';
import { type Admission, countAndExtend, type Hold, takeBack } from './hold.js';
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
    return this.countAhead(key);
  }

  private countWhenFailed(key: number): Hold {
    this.uncounted.add(key);
    return {
      release: async (isRight) => {
        this.uncounted.delete(key);
        if (isRight === false) await this.count(key);
      },
    };
  }

  /** Counted before it is tried, so that concurrent tries cannot exceed the limit. */
  private async countAhead(key: number): Promise<Admission> {
    const { change, count } = await this.count(key);
    const undo = () => takeBack(this.counters, [change], this.clock.now());
    if (count.count > this.policy.place.max) {
      await undo();
      return count.until;
    }
    return {
      release: async (isRight) => {
        if (isRight !== false) await undo();
      },
    };
  }

  private async count(key: number) {
    const now = this.clock.now();
    const change = countAndExtend(key, this.policy.place, now);
    const [count] = await this.counters.add([change], now);
    return { change, count: count! };
  }
}

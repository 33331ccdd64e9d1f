import type { Count, CountChange, LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { Clock } from '../clock.js';
import { type Admission, countAndExtend, countOnce, later, takeBack } from './reservation.js';
import type { LimitPolicy } from './limit-policy.js';

/** The counters of a try from an unknown place. */
export interface UnknownPlace {
  /** The account at this address. */
  place: number;
  account: number;
  address: number;
  /** Failed logins of the account that are included in the counter of the address. */
  share: number;
}

type Counts = [place: Count, account: Count, address: Count];
type Changes = [share: CountChange, place: CountChange, account: CountChange, address: CountChange];

/**
 * Tries from unknown places, also of accounts that do not exist. They count for the account at this
 * address, for the account and for the address, before they are tried.
 */
export class UnknownPlaces {
  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly clock: Clock,
  ) {}

  async admit(keys: UnknownPlace): Promise<Admission> {
    const now = this.clock.now();
    const order = [keys.place, keys.account, keys.address];
    const before = (await this.counters.read(order, now)) as Counts;
    const until = this.limitBefore(before) ?? (await this.turn(keys.place, before, now));
    return until ?? this.countAhead(keys, before, now);
  }

  private limitBefore([place, , address]: Counts): Date | undefined {
    if (place.count >= this.policy.place.max) return place.until;
    return address.count >= this.policy.address.max ? address.until : undefined;
  }

  /**
   * Beyond the limit of an account, each address has one try per pause; the first one a pause after
   * its first request. The expiry of its counter stores that time.
   */
  private async turn(key: number, [place, account]: Counts, now: Date): Promise<Date | undefined> {
    if (account.count < this.policy.account.max) return undefined;
    if (place.until <= now) {
      await this.counters.add([{ ...countAndExtend(key, this.policy.place, now), by: 0 }], now);
      return later(now, this.policy.waitMs);
    }
    const turn = later(place.until, this.policy.waitMs - this.policy.place.windowMs);
    return turn > now ? turn : undefined;
  }

  /** Counted before they are tried, so that concurrent tries cannot exceed the limits. */
  private async countAhead(keys: UnknownPlace, before: Counts, now: Date): Promise<Admission> {
    const { place, account, address } = this.policy;
    const ofAddress = countOnce(keys.address, address, before[2], now);
    const changes: Changes = [
      { ...ofAddress, key: keys.share },
      countAndExtend(keys.place, place, now),
      countOnce(keys.account, account, before[1], now),
      ofAddress,
    ];
    const counts: Count[] = await this.counters.add(changes, now);
    const [share, ...after] = counts as [Count, ...Counts];
    const until = this.limitAfter(before, after, now);
    if (until) {
      await this.takeBack(changes, 1);
      return until;
    }
    return { release: (isRight) => this.release(changes, share, isRight) };
  }

  private limitAfter(before: Counts, after: Counts, now: Date): Date | undefined {
    const { place, account, address, waitMs } = this.policy;
    if (after[0].count > place.max) return after[0].until;
    if (after[2].count > address.max) return after[2].until;
    // Of concurrent requests, only one gets the turn.
    const isTurn = before[1].count >= account.max;
    const isNext = isTurn ? after[0].count === before[0].count + 1 : after[1].count <= account.max;
    return isNext ? undefined : later(now, waitMs);
  }

  /** A right password also uncounts the wrong ones before it, for the address. */
  private async release(changes: Changes, share: Count, isRight: boolean | undefined) {
    if (isRight === false) return;
    await this.takeBack(changes, isRight ? share.count : 1);
  }

  /** Uncounts the address by what the share still held: concurrent tries may have uncounted it. */
  private async takeBack([share, place, account, address]: Changes, wanted: number) {
    const [now, back] = [this.clock.now(), [{ ...share, by: wanted }, place, account]];
    const [by] = await takeBack(this.counters, back, now);
    await takeBack(this.counters, [{ ...address, by: by! }], now);
  }
}

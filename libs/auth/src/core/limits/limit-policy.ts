const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** So many in a time; the next one is refused. */
export interface Limit {
  max: number;
  windowMs: number;
}

/** How often something may happen. */
interface Maxima {
  place: number;
  account: number;
  address: number;
  registrations: number;
}

/** How often passwords may be guessed and accounts be made. docs/operations.md has the table. */
export class LimitPolicy {
  /** Wrong passwords of one account from one address, or on one device, without such a pause. */
  readonly place: Limit;
  /** Wrong passwords of one account from all addresses that it is not known at. */
  readonly account: Limit;
  /**
   * Wrong passwords from one address, of all accounts that are not known there. Those that
   * a right one follows do not count, so a large office behind one address stays below.
   */
  readonly address: Limit;
  /** Registrations from one address. */
  readonly registrations: Limit;
  /** Between two tries of an address at an account whose limit is reached. */
  readonly waitMs = MINUTE_MS;
  /** An account is known at an address for so long after a login from there. */
  readonly knownForMs = 30 * DAY_MS;
  /** A login is noted again for an address after so long: most logins write nothing. */
  readonly noteEveryMs = DAY_MS;
  /** A device is known for so long after a login on it. */
  readonly deviceForMs = 90 * DAY_MS;

  /**
   * @param refusalMs after so long a refusal is answered: a client that sends its next request
   * at once would take more of the processor than those who are served
   */
  constructor(
    maxima: Maxima,
    readonly refusalMs = 1_000,
  ) {
    this.place = { max: maxima.place, windowMs: 15 * MINUTE_MS };
    this.account = { max: maxima.account, windowMs: DAY_MS };
    this.address = { max: maxima.address, windowMs: 15 * MINUTE_MS };
    this.registrations = { max: maxima.registrations, windowMs: HOUR_MS };
  }
}

/** Guessing does not pay. */
const PRODUCTION: Maxima = { place: 10, account: 100, address: 30, registrations: 20 };
/** No developer and no test meets one by accident. */
const DEVELOPMENT: Maxima = {
  place: 10_000,
  account: 1_000_000,
  address: 1_000_000,
  registrations: 1_000_000,
};

export function limitPolicy(isProduction: boolean, refusalMs?: number): LimitPolicy {
  return new LimitPolicy(isProduction ? PRODUCTION : DEVELOPMENT, refusalMs);
}

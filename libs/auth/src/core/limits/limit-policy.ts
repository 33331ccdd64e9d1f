const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Limit {
  max: number;
  windowMs: number;
}

interface Maxima {
  place: number;
  account: number;
  address: number;
  registrations: number;
  mailsTo: number;
  mailsFrom: number;
}

/** The limits of password guesses, registrations and mails. docs/operations.md has the table. */
export class LimitPolicy {
  /** Wrong passwords of one account from one address, or on one device, without such a pause. */
  readonly place: Limit;
  /** Wrong passwords of one account from all unknown addresses. */
  readonly account: Limit;
  /**
   * Wrong passwords from one address, of all accounts for which it is unknown. Those that a right
   * one follows do not count, so that a large office behind one address stays below the limit.
   */
  readonly address: Limit;
  readonly registrations: Limit;
  /**
   * Mails to one address that clients ask for. The window is as long as a link is valid: who uses up the
   * mails of another person leaves them a valid link.
   */
  readonly mailsTo: Limit;
  /** Mails that clients at one address ask for. */
  readonly mailsFrom: Limit;
  /** Wrong second factors of one account, from everywhere. Also in development: nothing needs more. */
  readonly factors: Limit = { max: 10, windowMs: 15 * MINUTE_MS };
  /**
   * The same of a day: three codes of an app are right at any time, so that a thief of the password finds one of
   * them with a probability of 3 % a year.
   */
  readonly factorsOfDay: Limit = { max: 30, windowMs: DAY_MS };
  /** How often a day the owner gets a mail about it, and the tries back by a new password. */
  readonly onceADay: Limit = { max: 1, windowMs: DAY_MS };
  /** The pause between two tries of an address at an account whose limit is reached. */
  readonly waitMs = MINUTE_MS;
  /** How long an address stays known after a login from it. */
  readonly knownForMs = 30 * DAY_MS;
  /** How often a login from a known address is stored: most logins write nothing. */
  readonly noteEveryMs = DAY_MS;
  /** How long a device stays known after a login on it. */
  readonly deviceForMs = 90 * DAY_MS;

  /**
   * @param refusalMs how long a refusal is delayed: a client that repeats refused requests would
   * otherwise use more CPU time than others
   */
  constructor(
    maxima: Maxima,
    readonly refusalMs = 1_000,
  ) {
    this.place = { max: maxima.place, windowMs: 15 * MINUTE_MS };
    this.account = { max: maxima.account, windowMs: DAY_MS };
    this.address = { max: maxima.address, windowMs: 15 * MINUTE_MS };
    this.registrations = { max: maxima.registrations, windowMs: HOUR_MS };
    this.mailsTo = { max: maxima.mailsTo, windowMs: 30 * MINUTE_MS };
    this.mailsFrom = { max: maxima.mailsFrom, windowMs: HOUR_MS };
  }
}

const PRODUCTION: Maxima = {
  ...{ place: 10, account: 100, address: 30 },
  ...{ registrations: 20, mailsTo: 5, mailsFrom: 20 },
};
/** High enough for development and tests. */
const DEVELOPMENT: Maxima = {
  place: 10_000,
  account: 1_000_000,
  address: 1_000_000,
  registrations: 1_000_000,
  mailsTo: 1_000_000,
  mailsFrom: 1_000_000,
};

export function limitPolicy(isProduction: boolean, refusalMs?: number): LimitPolicy {
  return new LimitPolicy(isProduction ? PRODUCTION : DEVELOPMENT, refusalMs);
}

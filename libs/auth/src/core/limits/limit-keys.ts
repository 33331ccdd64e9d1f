import type { KeyedHash } from '../ports/keyed-hash.js';

/**
 * The maximum number of counters per kind. All ten kinds take 242 MB in PostgreSQL. A server cannot
 * hash as many wrong passwords as would use all: each is hashed before it counts, and unused
 * counters expire.
 */
export const COUNTERS_PER_KIND = 2 ** 18;
const KINDS = [
  'address of account',
  'device of account',
  'account',
  'address',
  'registrations',
  'share of address',
  'mails to',
  'mails from',
  'second factors',
  'second factors of a day',
];

/**
 * The keys of limits. Emails and addresses are hashed to a fixed number of counters, so the storage
 * is bounded, and no counter evicts another.
 */
export class LimitKeys {
  constructor(
    private readonly hash: KeyedHash,
    private readonly perKind = COUNTERS_PER_KIND,
  ) {}

  addressOfAccount(email: string, address: string): number {
    return this.key('address of account', email, address);
  }

  deviceOfAccount(email: string, device: string): number {
    return this.key('device of account', email, device);
  }

  /** An account, whether or not it exists. */
  account(email: string): number {
    return this.key('account', email);
  }

  address(address: string): number {
    return this.key('address', address);
  }

  /** Failed logins of this account that are included in the address's counter. */
  shareOfAddress(email: string, address: string): number {
    return this.key('share of address', email, address);
  }

  registrations(address: string): number {
    return this.key('registrations', address);
  }

  /** Mails to this email for a purpose, whether or not it has an account. */
  mailsTo(email: string, purpose: string): number {
    return this.key('mails to', email, purpose);
  }

  mailsFrom(address: string): number {
    return this.key('mails from', address);
  }

  /** Wrong second factors of an account, by its public id. */
  secondFactors(uniqueId: string): number {
    return this.key('second factors', uniqueId);
  }

  /** The same of a day, and what follows from them once a day. */
  secondFactorsOfDay(uniqueId: string, what: 'wrong' | 'told' | 'forgiven'): number {
    return this.key('second factors of a day', uniqueId, what);
  }

  /** The stored form of an address. */
  tagOf(address: string): string {
    return this.hash.of('known address', address).toString('base64url');
  }

  private key(kind: string, ...texts: string[]): number {
    const place = this.hash.of(`limit of ${kind}`, ...texts).readUInt32BE() % this.perKind;
    return KINDS.indexOf(kind) * this.perKind + place;
  }
}

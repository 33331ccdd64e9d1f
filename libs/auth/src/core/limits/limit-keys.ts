import type { KeyedHash } from '#auth-kernel';

/**
 * Counters of one kind, at most. All six kinds are 145 MB in PostgreSQL if every counter
 * is in use. It takes more wrong passwords to fill them than a server can hash: each is
 * hashed before it counts, and a counter without additions expires.
 */
export const COUNTERS_PER_KIND = 2 ** 18;
const KINDS = [
  'address of account',
  'device of account',
  'account',
  'address',
  'registrations',
  'share of address',
];

/**
 * The keys of limits. Emails and addresses are hashed into a fixed number of counters:
 * whatever is sent, the storage is bounded, and no counter evicts another.
 */
export class LimitKeys {
  constructor(
    private readonly hash: KeyedHash,
    private readonly perKind = COUNTERS_PER_KIND,
  ) {}

  /** Of an account at an address. */
  addressOfAccount(email: string, address: string): number {
    return this.key('address of account', email, address);
  }

  /** Of an account on a device. */
  deviceOfAccount(email: string, device: string): number {
    return this.key('device of account', email, device);
  }

  /** Of an account, whether or not it exists. */
  account(email: string): number {
    return this.key('account', email);
  }

  /** Of an address, whatever the account. */
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

  /** What stands for an address where it is stored. */
  tagOf(address: string): string {
    return this.hash.of('known address', address).toString('base64url');
  }

  private key(kind: string, ...texts: string[]): number {
    const place = this.hash.of(`limit of ${kind}`, ...texts).readUInt32BE() % this.perKind;
    return KINDS.indexOf(kind) * this.perKind + place;
  }
}

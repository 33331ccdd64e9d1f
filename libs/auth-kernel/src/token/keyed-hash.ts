import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_PURPOSE = 'seam/keyed-hash';
const KEY_BYTES = 32;

/**
 * Hashes that only a holder of the secret can compute. What is stored under one, such
 * as an email or an address, cannot be found by trying all there are.
 */
export class KeyedHash {
  private readonly keys: readonly Buffer[];

  /** The parameters are the secrets of users' tokens: the current one, and previous ones. */
  constructor(current: string, ...previous: readonly string[]) {
    this.keys = [current, ...previous].map(derive);
  }

  /**
   * 32 bytes that depend on each of the texts and on their order.
   *
   * @param purpose keeps the hashes of one use apart from those of all others
   */
  of(purpose: string, ...texts: readonly string[]): Buffer {
    return hash(this.keys[0]!, purpose, texts);
  }

  /**
   * Whether `digest` is what {@link of} gives, or gave under a previous secret, or the
   * beginning of it. Takes the same time for all digests of one length.
   */
  isOf(digest: Buffer, purpose: string, ...texts: readonly string[]): boolean {
    return this.keys.some((key) => {
      const expected = hash(key, purpose, texts).subarray(0, digest.length);
      return expected.length === digest.length && timingSafeEqual(expected, digest);
    });
  }
}

function hash(key: Buffer, purpose: string, texts: readonly string[]): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, ...texts]))
    .digest();
}

function derive(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', KEY_PURPOSE, KEY_BYTES));
}

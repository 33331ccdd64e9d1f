import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { PRODUCT } from '#glue/product';

const KEY_PURPOSE = `${PRODUCT}/keyed-hash`;
const KEY_BYTES = 32;

/**
 * Hashes that only a holder of the secret can compute. A stored hash, such as that of an email or
 * an address, cannot be reversed by trying all values.
 */
export class KeyedHash {
  private readonly keys: readonly Buffer[];

  /** The parameters are the secrets of users' tokens: the current one, and previous ones. */
  constructor(current: string, ...previous: readonly string[]) {
    this.keys = [current, ...previous].map(derive);
  }

  /**
   * 32 bytes that depend on each text and on their order.
   *
   * @param purpose separates the hashes of different uses
   */
  of(purpose: string, ...texts: readonly string[]): Buffer {
    return hash(this.keys[0]!, purpose, texts);
  }

  /**
   * Whether `digest` is the result of {@link of}, under the current or a previous secret, or a
   * prefix of it. Constant time for digests of one length.
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

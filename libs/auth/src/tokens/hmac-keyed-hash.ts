import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { PRODUCT } from '#glue/product';
import { KeyedHash } from '../core/ports/keyed-hash.js';

const KEY_PURPOSE = `${PRODUCT}/keyed-hash`;
const KEY_BYTES = 32;

/** HMAC-SHA-256, with keys that are derived from the secrets of users' tokens. */
export class HmacKeyedHash extends KeyedHash {
  private readonly keys: readonly Buffer[];

  /** The parameters are the secrets of users' tokens: the current one, and previous ones. */
  constructor(current: string, ...previous: readonly string[]) {
    super();
    this.keys = [current, ...previous].map(derive);
  }

  override of(purpose: string, ...texts: readonly string[]): Buffer {
    return hash(this.keys[0]!, purpose, texts);
  }

  override isOf(digest: Buffer, purpose: string, ...texts: readonly string[]): boolean {
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

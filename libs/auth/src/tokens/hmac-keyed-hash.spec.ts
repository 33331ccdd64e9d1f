import { HmacKeyedHash } from './hmac-keyed-hash.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const hashes = new HmacKeyedHash(SECRET);

describe('HmacKeyedHash', () => {
  it('is deterministic, in every process with this secret', () => {
    const digest = hashes.of('limit', 'a@example.com');
    expect(digest).toHaveLength(32);
    expect(new HmacKeyedHash(SECRET).of('limit', 'a@example.com')).toEqual(digest);
    expect(new HmacKeyedHash(`${SECRET}x`).of('limit', 'a@example.com')).not.toEqual(digest);
  });

  it('depends on the purpose, each text, their order and their boundaries', () => {
    const all = [
      hashes.of('limit', 'a', 'b'),
      hashes.of('other', 'a', 'b'),
      hashes.of('limit', 'b', 'a'),
      hashes.of('limit', 'ab'),
      hashes.of('limit', 'a","b'),
      hashes.of('limit', 'a', 'b', ''),
    ];
    expect(new Set(all.map((digest) => digest.toString('hex'))).size).toBe(all.length);
  });

  it('verifies its own hashes, also shortened, and no other', () => {
    const digest = hashes.of('device', 'u-1', '7');
    expect(hashes.isOf(digest, 'device', 'u-1', '7')).toBe(true);
    expect(hashes.isOf(digest.subarray(0, 18), 'device', 'u-1', '7')).toBe(true);
    expect(hashes.isOf(digest, 'device', 'u-2', '7')).toBe(false);
    expect(hashes.isOf(Buffer.concat([digest, digest]), 'device', 'u-1', '7')).toBe(false);
    const other = Buffer.from(digest);
    other[0]! ^= 1;
    expect(hashes.isOf(other, 'device', 'u-1', '7')).toBe(false);
  });

  it('verifies hashes of a previous secret, and makes none', () => {
    const rotated = new HmacKeyedHash('y'.repeat(32), SECRET);
    expect(rotated.isOf(hashes.of('device', 'u-1'), 'device', 'u-1')).toBe(true);
    expect(rotated.of('device', 'u-1')).not.toEqual(hashes.of('device', 'u-1'));
    expect(hashes.isOf(rotated.of('device', 'u-1'), 'device', 'u-1')).toBe(false);
  });
});

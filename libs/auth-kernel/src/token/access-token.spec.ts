import { ServiceError } from '#glue/errors';
import {
  ACCESS_TOKEN_PREFIX,
  assertAccessToken,
  cacheKeyOfAccessToken,
  checksumOf,
  hashOfAccessToken,
} from './access-token.js';

const SECRET = 'A'.repeat(20) + 'z9'.repeat(10);
const GOOD = ACCESS_TOKEN_PREFIX + SECRET + checksumOf(SECRET);
/** With another character at a place. */
const mistyped = (at: number) =>
  GOOD.slice(0, at) + (GOOD[at] === 'B' ? 'C' : 'B') + GOOD.slice(at + 1);

describe('access tokens', () => {
  it('begin with the prefix that scanners know, and are accepted with the right checksum', () => {
    expect(GOOD).toMatch(/^seam_pat_[0-9A-Za-z]{46}$/);
    expect(() => assertAccessToken(GOOD)).not.toThrow();
  });

  it('have a CRC-32 in base 62 as their checksum', () => {
    // The check value of CRC-32 is 0xcbf43926.
    expect(checksumOf('123456789')).toBe('3jZRME');
    expect(checksumOf('')).toBe('000000');
  });

  it('are refused with any one character changed', () => {
    for (let at = 0; at < GOOD.length; at++) {
      expect(() => assertAccessToken(mistyped(at))).toThrow(ServiceError);
    }
  });

  it.each([
    ['no prefix', GOOD.slice(ACCESS_TOKEN_PREFIX.length)],
    ['the prefix alone', ACCESS_TOKEN_PREFIX],
    ['one character more', `${GOOD}0`],
    ['one character less', GOOD.slice(0, -1)],
    ['a line break behind it', `${GOOD}\n`],
    ['another alphabet', `${ACCESS_TOKEN_PREFIX}${'ä'.repeat(46)}`],
  ])('are refused: %s', (_what, token) => {
    expect(() => assertAccessToken(token)).toThrow(ServiceError);
  });

  it('are stored and cached by their hash', () => {
    expect(hashOfAccessToken(GOOD)).toMatch(/^[\w-]{43}$/);
    expect(cacheKeyOfAccessToken(hashOfAccessToken(GOOD))).not.toContain(SECRET);
  });
});

import { deviceName } from './origin.js';

const MOZILLA = 'Mozilla/5.0';

describe('the name of a device', () => {
  it.each([
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0`,
      'Firefox on Windows',
    ],
    [
      `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36`,
      'Chrome on Linux',
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1`,
      'Safari on iOS',
    ],
    ['curl/8.5.0', 'curl'],
    ['node', 'node'],
    ['', undefined],
    [undefined, undefined],
    ['x'.repeat(513), undefined],
    ['<script>', undefined],
    ['Call +49 123, account locked, see evil.example/x y', 'Call'],
  ])('of %j is %j', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });

  it('has at most 64 characters', () => {
    expect(deviceName(`${'a'.repeat(500)}/1`)).toHaveLength(64);
  });
});

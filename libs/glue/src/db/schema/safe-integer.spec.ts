import { toSafeInteger } from './safe-integer.js';

describe('toSafeInteger', () => {
  it.each(['0', '-7', `${Number.MAX_SAFE_INTEGER}`])('reads %s', (text) => {
    expect(toSafeInteger(text)).toBe(Number(text));
  });

  it.each([`${2n ** 53n}`, `-${2n ** 53n}`, '9223372036854775807'])('refuses %s', (text) => {
    expect(() => toSafeInteger(text)).toThrow(RangeError);
  });
});

import { passwordRules } from './password-rules.js';

describe('passwordRules', () => {
  it.each([
    ['', false],
    ['1234567', false],
    ['12345678', true],
    ['👍'.repeat(7), false],
    ['👍'.repeat(8), true],
    ['x'.repeat(256), true],
  ])('says of %j whether it is long enough: %s', (password, isMet) => {
    expect(passwordRules(password)).toEqual([{ rule: 'min', isMet }]);
  });

  it('speaks of the upper limit to who exceeds it', () => {
    expect(passwordRules('x'.repeat(257))).toContainEqual({ rule: 'max', isMet: false });
  });
});

import { isAllowed, passwordRules } from './password-rules.js';

describe('passwordRules', () => {
  it.each([
    ['', false],
    ['1234567', false],
    ['12345678', true],
    ['👍'.repeat(7), false],
    ['👍'.repeat(8), true],
    ['x'.repeat(256), true],
  ])('checks the minimum length of %j: %s', (password, isMet) => {
    expect(passwordRules(password)).toEqual([{ rule: 'min', isMet }]);
  });

  it.each([
    ['1234567', false],
    ['12345678', true],
    ['x'.repeat(256), true],
    ['x'.repeat(257), false],
  ])('allows %j: %s', (password, expected) => {
    expect(isAllowed(password)).toBe(expected);
  });

  it('shows the maximum length only when it is exceeded', () => {
    expect(passwordRules('x'.repeat(257))).toContainEqual({ rule: 'max', isMet: false });
  });
});

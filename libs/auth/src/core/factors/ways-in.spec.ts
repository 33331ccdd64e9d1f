import { hasSecondFactor, mayRemove, type Proof, suffices, type Way, without } from './ways-in.js';

const ways = (hasPassword: boolean, hasTotp: boolean, passkeys: number) => ({
  ...{ hasPassword, hasTotp, passkeys },
});

describe('suffices', () => {
  it.each<[Proof[], boolean, boolean]>([
    // proofs, whether the account has a second factor, enough
    [[], false, false],
    [[], true, false],
    [['password'], false, true],
    [['password'], true, false],
    [['password', 'totp'], true, true],
    [['password', 'recovery-code'], true, true],
    [['password', 'passkey'], true, true],
    [['verified-passkey'], true, true],
    [['verified-passkey'], false, true],
    // None of these is the first of two.
    [['totp'], true, false],
    [['recovery-code'], true, false],
    [['passkey'], true, false],
    [['totp', 'recovery-code'], true, false],
    [['totp', 'passkey'], true, false],
    [['recovery-code'], false, false],
    [['password', 'password'], true, false],
  ])('%j, with a second factor: %j → %j', (proofs, needsSecond, isEnough) => {
    expect(suffices(proofs, needsSecond)).toBe(isEnough);
  });
});

describe('mayRemove: the last way in stays', () => {
  it.each<[boolean, boolean, number, Record<Way, boolean>]>([
    // password, app, passkeys → what may be removed
    [true, false, 0, { password: false, totp: true, passkey: true }],
    [true, true, 0, { password: false, totp: true, passkey: true }],
    [true, false, 1, { password: true, totp: true, passkey: true }],
    [true, true, 1, { password: true, totp: true, passkey: true }],
    [true, true, 2, { password: true, totp: true, passkey: true }],
    [false, false, 1, { password: true, totp: true, passkey: false }],
    [false, true, 1, { password: true, totp: true, passkey: false }],
    [false, false, 2, { password: true, totp: true, passkey: true }],
    [false, true, 2, { password: true, totp: true, passkey: true }],
  ])('password %j, app %j, passkeys %j', (hasPassword, hasTotp, passkeys, expected) => {
    const found = Object.fromEntries(
      Object.keys(expected).map((way) => [
        way,
        mayRemove(way as Way, ways(hasPassword, hasTotp, passkeys)),
      ]),
    );
    expect(found).toEqual(expected);
  });

  it('leaves the other ways as they are', () => {
    expect(without('passkey', ways(true, true, 2))).toEqual(ways(true, true, 1));
    expect(without('totp', ways(true, true, 2))).toEqual(ways(true, false, 2));
    expect(without('password', ways(true, true, 2))).toEqual(ways(false, true, 2));
  });
});

describe('hasSecondFactor', () => {
  it.each([
    [ways(true, false, 0), false],
    [ways(true, true, 0), true],
    [ways(true, false, 1), true],
    [ways(false, false, 1), true],
  ])('%j: %j', (given, expected) => expect(hasSecondFactor(given)).toBe(expected));
});

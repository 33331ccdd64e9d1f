import type { FreshSession } from '../ports/sessions.dal.js';
import { isProvenSince, isRecentlyProven, provenLogin } from './proof-policy.js';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * MINUTE);
const LOGIN = { at: at(0), generation: 3, isRemembered: true, device: 'Firefox on Windows' };
const session = (login?: FreshSession['login']): FreshSession => ({
  ...{ id: 's', chainId: 's', userId: 1 },
  ...{ createdAt: at(0), lastUsedAt: at(0), expiresAt: at(600), login },
});

describe('a proof', () => {
  it.each([
    ['the login', LOGIN, 10, true],
    ['an old login', LOGIN, 10.01, false],
    ['a later proof', { ...LOGIN, provedAt: at(30) }, 40, true],
    ['an old proof', { ...LOGIN, provedAt: at(30) }, 41, false],
    ['nothing', undefined, 0, false],
  ])('is recent for ten minutes: %s', (_, login, minutes, isRecent) => {
    expect(isRecentlyProven(session(login), at(minutes))).toBe(isRecent);
  });

  it('keeps what is known of the login', () => {
    expect(provenLogin(session(LOGIN), at(5))).toEqual({ ...LOGIN, provedAt: at(5) });
    expect(provenLogin(session(), at(5))).toEqual({
      ...{ at: at(0), generation: 0, isRemembered: false, provedAt: at(5) },
    });
  });

  it.each([
    [LOGIN, LOGIN, false],
    [LOGIN, { ...LOGIN, provedAt: at(1) }, true],
    [{ ...LOGIN, provedAt: at(1) }, { ...LOGIN, provedAt: at(1) }, false],
    [{ ...LOGIN, provedAt: at(1) }, { ...LOGIN, provedAt: at(2) }, true],
    [undefined, undefined, false],
    [undefined, LOGIN, true],
  ])('of a successor is newer: %j, %j → %j', (before, after, isNewer) => {
    expect(isProvenSince(session(before), session(after))).toBe(isNewer);
  });
});

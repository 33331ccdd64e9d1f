import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import type { PasskeyChecks } from '../factors/passkey-checks.js';
import type { GivenFactor } from '../factors/second-factor.js';
import type { SecondFactors } from '../factors/second-factors.js';
import type { WaysIn } from '../factors/ways-in.js';
import type { FactorLimiter } from '../limits/factor-limiter.js';
import type { FactorsDal } from '../ports/factors/factors.dal.js';
import type { LoginUser, UsersDal } from '../ports/users.dal.js';
import type { CredentialsService } from '../users/credentials.service.js';
import { ProofsService } from './proofs.service.js';
import type { ProvenSessions } from './proven-sessions.js';

const CALLER = { userId: 1, uniqueId: 'u-1', sessionId: 's' };
const USER = { id: 1, uniqueId: 'u-1', email: 'ada@example.com' } as LoginUser;
const CLIENT = { network: '192.0.2.1', hasDisconnected: () => false };
const RENEWED = { token: 'next', session: {} as never };
const CODE: GivenFactor = { kind: 'totp', code: '123456' };
const RECOVERY: GivenFactor = { kind: 'recovery-code', code: 'x' };
const PASSKEY: GivenFactor = { kind: 'passkey', answer: {} as never };
const [PLAIN, WITH_APP, KEYS_ONLY] = [
  { hasPassword: true, hasTotp: false, passkeys: 0 },
  { hasPassword: true, hasTotp: true, passkeys: 0 },
  { hasPassword: false, hasTotp: false, passkeys: 1 },
];

describe('ProofsService', () => {
  let ways: WaysIn | undefined;
  let isRecent: boolean;
  let proofs: ProofsService;
  const checkPassword = jest.fn<CredentialsService['checkPassword']>();
  const check = jest.fn<SecondFactors['check']>();
  const spend = jest.fn(async () => {});
  const renew = jest.fn<ProvenSessions['renew']>();
  const ask = jest.fn<PasskeyChecks['ask']>(async () => ({ challenge: 'c' }));
  beforeEach(() => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    for (const each of [checkPassword, check, spend, renew, ask]) each.mockClear();
    check.mockResolvedValue({ proof: 'totp', spend });
    renew.mockImplementation(async (_caller, use) => {
      await use?.();
      return RENEWED;
    });
    isRecent = true;
    const sessions: Partial<ProvenSessions> = { renew, isRecent: async () => isRecent };
    const limiter: Partial<FactorLimiter> = { spend: (_user, _client, work) => work() };
    const factors: Partial<FactorsDal> = { waysOf: async () => ways };
    const users: Partial<UsersDal> = {
      findByUniqueId: async () => USER,
      holdGeneration: async (id) => id,
    };
    proofs = new ProofsService(
      users as UsersDal,
      { checkPassword } as Partial<CredentialsService> as CredentialsService,
      { check } as Partial<SecondFactors> as SecondFactors,
      { ask } as Partial<PasskeyChecks> as PasskeyChecks,
      factors as FactorsDal,
      limiter as FactorLimiter,
      sessions as ProvenSessions,
      { now: () => new Date(0) },
    );
  });
  afterEach(() => jest.restoreAllMocks());

  const given = (password?: string, factor?: GivenFactor) =>
    proofs.renew(CALLER, { password, factor }, CLIENT);

  it.each([
    ['p', false, false, true],
    ['p', true, false, false],
    ['p', true, true, true],
    [undefined, true, false, false],
    [undefined, false, true, true],
  ])('knows a caller by %s (second factor: %s, recent: %s): %s', async (...given) => {
    const [password, hasSecondFactor, wasRecent, isProven] = given;
    isRecent = wasRecent;
    checkPassword.mockResolvedValue({ ...USER, hasSecondFactor });
    const code = await proofs.provenUser(CALLER, password, CLIENT).then(
      ({ uniqueId }) => uniqueId,
      (error: ServiceError) => error.code,
    );
    expect(code).toBe(isProven ? 'u-1' : 'recent_proof_required');
  });

  it.each<[string, WaysIn, string | undefined, GivenFactor | undefined]>([
    ['a password', PLAIN, 'p', undefined],
    ['a password and a code', WITH_APP, 'p', CODE],
    ['a password and a recovery code', WITH_APP, 'p', RECOVERY],
    ['a password and a passkey', WITH_APP, 'p', PASSKEY],
    ['a passkey', WITH_APP, undefined, PASSKEY],
    ['a passkey, without a password', KEYS_ONLY, undefined, PASSKEY],
  ])('accepts %s', async (_, has, password, factor) => {
    ways = has;
    await expect(given(password, factor)).resolves.toBe(RENEWED);
    expect(checkPassword).toHaveBeenCalledTimes(password ? 1 : 0);
    expect(spend).toHaveBeenCalledTimes(factor ? 1 : 0);
  });

  it.each<[string, WaysIn, string | undefined, GivenFactor | undefined]>([
    ['nothing', PLAIN, undefined, undefined],
    ['the password alone, with an app', WITH_APP, 'p', undefined],
    ['a code alone', WITH_APP, undefined, CODE],
    ['a recovery code alone', WITH_APP, undefined, RECOVERY],
    ['a password that is not enough', KEYS_ONLY, 'p', undefined],
  ])('refuses %s, and checks nothing', async (_, has, password, factor) => {
    ways = has;
    await expect(given(password, factor)).rejects.toMatchObject({ code: 'proof_incomplete' });
    expect(checkPassword).not.toHaveBeenCalled();
    expect(check).not.toHaveBeenCalled();
    expect(renew).not.toHaveBeenCalled();
  });

  it('checks no second factor after a wrong password', async () => {
    ways = WITH_APP;
    checkPassword.mockRejectedValueOnce(new ServiceError(authErrors.invalid_credentials));
    await expect(given('wrong', CODE)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(check).not.toHaveBeenCalled();
  });

  it('needs a passkey that verifies its user if there is no password beside it', async () => {
    ways = WITH_APP;
    await given(undefined, PASSKEY);
    await given('p', PASSKEY);
    expect(check.mock.calls.map(([, , use]) => use)).toEqual([
      { purpose: 'proof', subject: 'u-1', isAlone: true },
      { purpose: 'proof', subject: 'u-1', isAlone: false },
    ]);
    await proofs.passkeyOptions(CALLER);
    expect(ask).toHaveBeenCalledWith({
      ...{ purpose: 'proof', subject: 'u-1', isAlone: true, userId: 1 },
    });
  });

  it('refuses a user who is gone, and a session without a recent proof', async () => {
    ways = undefined;
    await expect(given('p')).rejects.toMatchObject({ code: 'session_ended' });
    await expect(proofs.assertRecent(CALLER)).resolves.toBeUndefined();
    isRecent = false;
    await expect(proofs.assertRecent(CALLER)).rejects.toMatchObject({
      ...{ code: 'recent_proof_required', status: 403 },
    });
  });
});

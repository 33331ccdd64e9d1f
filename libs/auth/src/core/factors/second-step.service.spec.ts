import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ServiceError } from '#glue/errors';
import { CLIENT, SITE, TERMS, World } from './factors-world.suite.js';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'passed',
    (error: ServiceError) => error.code ?? error.message,
  );

describe('SecondStepService', () => {
  let world: World;
  const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  beforeEach(() => {
    world = new World();
    log.mockClear();
  });
  afterAll(() => log.mockRestore());

  const byCode = (token: string, code: string) =>
    codeOf(world.secondSteps.complete(token, { kind: 'totp', code }, CLIENT));
  const byRecovery = (token: string, code: string) =>
    codeOf(world.secondSteps.complete(token, { kind: 'recovery-code', code }, CLIENT));

  describe('by a code of an app', () => {
    it('begins a session as it was wanted, and the challenge is used', async () => {
      const { code } = await world.app();
      const token = await world.pending();
      const given = { kind: 'totp', code: code() } as const;
      const login = await world.secondSteps.complete(token, given, CLIENT);
      expect(login.terms).toMatchObject(TERMS);
      expect(world.events).toContain('session of u-1 by password,totp');
      expect(await byCode(token, code(1))).toBe('login_expired');
    });

    it('accepts each code once, also that of the setup, over all challenges', async () => {
      const { code } = await world.app();
      expect(await byCode(await world.pending(), code(-1))).toBe('second_factor_wrong');
      const [one, other] = [await world.pending(), await world.pending()];
      const results = await Promise.all([one, other].map((token) => byCode(token, code())));
      expect(results.sort()).toEqual(['passed', 'second_factor_wrong']);
      expect(await byCode(await world.pending(), code())).toBe('second_factor_wrong');
      expect(await byCode(await world.pending(), code(1))).toBe('passed');
      expect(await byCode(await world.pending(), code())).toBe('second_factor_wrong');
    });

    it('keeps the challenge after a wrong code, for five minutes', async () => {
      const { code } = await world.app();
      const token = await world.pending();
      expect(await byCode(token, '000000')).toBe('second_factor_wrong');
      world.pass(299);
      expect(await byCode(token, '000000')).toBe('second_factor_wrong');
      world.pass(1);
      expect(await byCode(token, code())).toBe('login_expired');
    });

    it('is of no use for another user, or without an app', async () => {
      const { code } = await world.app(1);
      await world.app(2);
      expect(await byCode(await world.pending(2), code())).toBe('second_factor_wrong');
      await world.totp.remove(world.caller(1), CLIENT);
      expect(await byCode(await world.pending(1), code())).toBe('second_factor_wrong');
    });

    it('ends with the sessions of the user', async () => {
      const { code } = await world.app();
      const token = await world.pending();
      world.users.get(1)!.sessionGeneration++;
      expect(await byCode(token, code())).toBe('login_expired');
    });

    it('refuses after ten wrong ones of all kinds and challenges, whatever is right', async () => {
      const { code, codes } = await world.app();
      await world.device();
      for (let i = 0; i < 4; i++)
        expect(await byCode(await world.pending(), '000000')).toMatch(/wrong/);
      for (let i = 0; i < 3; i++)
        expect(await byRecovery(await world.pending(), 'x')).toMatch(/wrong/);
      for (let i = 0; i < 3; i++) {
        const answer = { id: 'AAAA', response: { clientDataJSON: '' } };
        const given = { kind: 'passkey', answer } as const;
        const work = world.secondSteps.complete(await world.pending(), given, CLIENT);
        expect(await codeOf(work)).toBe('passkey_refused');
      }
      expect(await byCode(await world.pending(), code())).toBe('too_many_requests');
      expect(await byRecovery(await world.pending(), codes[0]!)).toBe('too_many_requests');
      expect(world.events.filter((each) => each.startsWith('counted'))).toHaveLength(10);
      world.pass(15 * 60);
      expect(await byCode(await world.pending(), code())).toBe('passed');
    });

    it('does not count a failure that is not of the factor', async () => {
      const { code } = await world.app();
      world.fails = true;
      for (let i = 0; i < 12; i++) {
        world.pass(30);
        expect(await byCode(await world.pending(), code())).toBe('database_unavailable');
      }
    });

    it('never logs or audits a code or a challenge', async () => {
      const { code } = await world.app();
      const token = await world.pending();
      const used = code();
      await byCode(token, used);
      expect(log).toHaveBeenCalledWith({ event: 'second_factor_required', user: 'u-1' });
      const written = JSON.stringify([log.mock.calls, world.events, world.challengeStore]);
      expect(written).not.toContain(token);
      expect(JSON.stringify([log.mock.calls, world.events])).not.toContain(used);
    });
  });

  describe('by a recovery code', () => {
    it('accepts each of ten codes once', async () => {
      const { codes } = await world.app();
      expect(codes).toHaveLength(10);
      expect(await byRecovery(await world.pending(), ` ${codes[3]!.toUpperCase()}`)).toBe('passed');
      expect(world.events).toContain('recovery_code_used user:1');
      expect(world.events).toContain('session of u-1 by password,recovery-code');
      expect(await byRecovery(await world.pending(), codes[3]!)).toBe('second_factor_wrong');
      const tokens = [await world.pending(), await world.pending()];
      const results = await Promise.all(tokens.map((token) => byRecovery(token, codes[4]!)));
      expect(results.sort()).toEqual(['passed', 'second_factor_wrong']);
      expect(await world.recovery.left(1)).toBe(8);
    });

    it('is of no use for another user, and after new ones were made', async () => {
      const { codes } = await world.app(1);
      await world.app(2);
      expect(await byRecovery(await world.pending(2), codes[0]!)).toBe('second_factor_wrong');
      const renewed = await world.factors.renewRecoveryCodes(world.caller(1), CLIENT);
      expect(await byRecovery(await world.pending(1), codes[0]!)).toBe('second_factor_wrong');
      expect(await byRecovery(await world.pending(1), renewed[0]!)).toBe('passed');
    });
  });

  describe('by a passkey', () => {
    /** The challenge that a browser gets. */
    const asked = async (token?: string) =>
      (await world.secondSteps.passkeyOptions(token))['challenge'] as string;
    const second = (token: string, answer: never) =>
      codeOf(world.secondSteps.complete(token, { kind: 'passkey', answer }, CLIENT));
    const alone = (answer: never) => codeOf(world.secondSteps.byPasskey(answer, CLIENT, TERMS));
    const userHandle = 'u-1';

    it('completes a login, without a PIN and without a handle', async () => {
      const device = await world.device();
      const token = await world.pending();
      const answer = device.use(await asked(token), { flags: 1 });
      expect(await second(token, answer as never)).toBe('passed');
      expect(world.events).toContain('session of u-1 by password,passkey');
    });

    it('logs in alone, with a PIN and the handle of its user', async () => {
      const device = await world.device();
      expect(await alone(device.use(await asked(), { userHandle }) as never)).toBe('passed');
      expect(world.events).toContain('session of u-1 by verified-passkey');
      expect(await alone(device.use(await asked(), { userHandle, flags: 1 }) as never)).toBe(
        'passkey_refused',
      );
      expect(await alone(device.use(await asked()) as never)).toBe('passkey_refused');
      expect(await alone(device.use(await asked(), { userHandle: 'u-2' }) as never)).toBe(
        'passkey_refused',
      );
    });

    it('is refused for a user who is disabled, as a wrong one is', async () => {
      const device = await world.device();
      const answer = device.use(await asked(), { userHandle }) as never;
      world.users.get(1)!.disabledAt = world.now;
      expect(await alone(answer)).toBe('passkey_refused');
      delete world.users.get(1)!.disabledAt;
      expect(await alone(answer)).toBe('passed');
    });

    it('answers each challenge once', async () => {
      const device = await world.device(1, false);
      const answer = device.use(await asked(), { userHandle }) as never;
      const results = await Promise.all([alone(answer), alone(answer)]);
      expect(results.sort()).toEqual(['passed', 'passkey_refused']);
      expect(await alone(answer)).toBe('passkey_refused');
    });

    it('answers only what it was asked for', async () => {
      const device = await world.device();
      const token = await world.pending();
      const [forLogin, forToken] = [await asked(), await asked(token)];
      const other = await world.pending();
      expect(await second(token, device.use(forLogin) as never)).toBe('passkey_refused');
      expect(await second(other, device.use(forToken) as never)).toBe('passkey_refused');
      expect(await alone(device.use(forToken, { userHandle }) as never)).toBe('passkey_refused');
      const registration = await world.passkeys.options(world.caller());
      const wrong = device.use(registration['challenge'] as string, { userHandle });
      expect(await alone(wrong as never)).toBe('passkey_refused');
      expect(await second(token, device.use(forToken) as never)).toBe('passed');
    });

    it('expires after five minutes', async () => {
      const device = await world.device();
      const challenge = await asked();
      world.pass(300);
      expect(await alone(device.use(challenge, { userHandle }) as never)).toBe('passkey_refused');
    });

    it('is of no use for another user, under any name', async () => {
      const [own, strangers] = [await world.device(1), await world.device(2)];
      const token = await world.pending(1);
      expect(await second(token, strangers.use(await asked(token)) as never)).toBe(
        'passkey_refused',
      );
      const renamed = strangers.use(await asked(token), { id: own.credentialId });
      expect(await second(token, renamed as never)).toBe('passkey_refused');
      const claimed = strangers.use(await asked(), { userHandle: 'u-1' });
      expect(await alone(claimed as never)).toBe('passkey_refused');
    });

    it('is refused if its counter does not rise, and is kept', async () => {
      const device = await world.device();
      await alone(device.use(await asked(), { userHandle }) as never);
      await alone(device.use(await asked(), { userHandle }) as never);
      for (const counter of [2, 1, 0]) {
        const copy = device.use(await asked(), { userHandle, counter });
        expect(await alone(copy as never)).toBe('passkey_copied');
      }
      expect(world.events).toContain('counted passkey_copied 1');
      expect(await alone(device.use(await asked(), { userHandle }) as never)).toBe('passed');
    });

    it('is refused if the same answer arrives again, which is no copy of the key', async () => {
      const device = await world.device();
      const answer = device.use(await asked(), { userHandle });
      expect(await alone(answer as never)).toBe('passed');
      expect(await alone(answer as never)).toBe('passkey_refused');
      expect(world.events).not.toContain('counted passkey_copied 1');
    });

    it('may be one that counts nothing', async () => {
      const device = await world.device(1, false);
      for (let i = 0; i < 3; i++) {
        expect(await alone(device.use(await asked(), { userHandle }) as never)).toBe('passed');
      }
    });

    it('is asked for by its user only', async () => {
      const device = await world.device();
      const options = await world.secondSteps.passkeyOptions(await world.pending());
      expect(options['allowCredentials']).toMatchObject([{ id: device.credentialId }]);
      expect(await codeOf(world.secondSteps.passkeyOptions(await world.pending(2)))).toBe(
        'passkey_not_found',
      );
      expect(await codeOf(world.secondSteps.passkeyOptions('x'.repeat(43)))).toBe('login_expired');
    });

    it('is off at an address', async () => {
      const device = await world.device();
      const answer = device.use(await asked(), { userHandle });
      world.origin = 'http://127.0.0.1:8001';
      expect(await codeOf(asked())).toBe('passkeys_off');
      expect(await alone(answer as never)).toBe('passkeys_off');
      world.origin = SITE.origin;
      expect(await alone(answer as never)).toBe('passed');
    });

    it('fails alone as often as it likes: strangers lock no account', async () => {
      const device = await world.device();
      for (let i = 0; i < 15; i++) {
        expect(await alone(device.use('x', { userHandle }) as never)).toBe('passkey_refused');
      }
      expect(await alone(device.use(await asked(), { userHandle }) as never)).toBe('passed');
    });
  });
});

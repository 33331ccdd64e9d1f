import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ServiceError } from '#glue/errors';
import { SoftwareAuthenticator } from '../../webauthn/software-authenticator.suite.js';
import { CLIENT, SITE, World } from './factors-world.suite.js';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: ServiceError) => error.code ?? error.message,
  );

describe('changes of factors', () => {
  let world: World;
  const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  beforeEach(() => {
    world = new World();
    log.mockClear();
  });
  afterAll(() => log.mockRestore());

  const caller = () => world.caller();
  async function registered(device = new SoftwareAuthenticator(SITE), name = 'Phone') {
    const { challenge } = await world.passkeys.options(caller());
    const answer = device.register(challenge as string);
    return { answer, add: () => world.passkeys.add(caller(), { name, answer }, CLIENT) };
  }

  it('end all other sessions, and tell the user, in one go', async () => {
    await world.app();
    expect(world.events).toEqual([
      ...['totp_added user:1', 'second-factor-changed to 1', 'ended all but s-1 of 1'],
    ]);
    expect(log).toHaveBeenCalledWith({ event: 'totp_added', user: 'u-1' });
  });

  describe('of an app', () => {
    it('change nothing before a code confirms it', async () => {
      const { uri, secret, qrSvg } = await world.totp.begin(caller());
      expect(uri).toContain(secret);
      expect(qrSvg).toContain('<svg');
      expect(await world.factors.overview(caller())).toEqual({
        ...{ hasPassword: true, hasTotp: false, passkeys: 0, recoveryCodes: 0 },
      });
      expect(world.events).toEqual([]);
    });

    it('are counted apart when they are offered: offers keep the owner from no change', async () => {
      await world.app();
      expect(world.spent).toEqual(['offers u-1', 'account u-1']);
    });

    it('have no limit of wrong codes: their user was shown the seed', async () => {
      await world.totp.begin(caller());
      for (let i = 0; i < 40; i++) {
        const wrong = world.totp.confirm(caller(), '000000', CLIENT);
        expect(await codeOf(wrong)).toBe('second_factor_wrong');
      }
      expect(world.events).toEqual([]);
      expect((await world.app()).codes).toHaveLength(10);
    });

    it('expire after 15 minutes without a code', async () => {
      await world.totp.begin(caller());
      world.pass(15 * 60);
      expect(await codeOf(world.totp.confirm(caller(), '000000', CLIENT))).toBe('totp_not_found');
    });

    it('replace an app, and keep the recovery codes then', async () => {
      const first = await world.app();
      const second = await world.app();
      expect(first.codes).toHaveLength(10);
      expect(second.codes).toEqual([]);
      const given = (code: string) => ({ kind: 'totp', code }) as const;
      const old = world.secondSteps.complete(await world.pending(), given(first.code()), CLIENT);
      expect(await codeOf(old)).toBe('second_factor_wrong');
      const next = world.secondSteps.complete(await world.pending(), given(second.code()), CLIENT);
      expect(await codeOf(next)).toBe('done');
      expect(await world.recovery.left(1)).toBe(10);
    });

    it('remove it once, with the recovery codes if it was the last factor', async () => {
      await world.app();
      await world.totp.remove(caller(), CLIENT);
      expect(await world.recovery.left(1)).toBe(0);
      expect(await codeOf(world.totp.remove(caller(), CLIENT))).toBe('totp_not_found');
      await world.app();
      await world.device();
      await world.totp.remove(caller(), CLIENT);
      expect(await world.recovery.left(1)).toBe(10);
    });
  });

  describe('of passkeys', () => {
    it('add one, with recovery codes for the first', async () => {
      const { add } = await registered();
      const { passkey, recoveryCodes } = await add();
      expect(recoveryCodes).toHaveLength(10);
      expect(await world.passkeys.list(1)).toEqual([passkey]);
      const second = await (await registered()).add();
      expect(second.recoveryCodes).toBeUndefined();
      expect(world.events).toContain('passkey_added user:1');
    });

    it('use each challenge once, and each credential', async () => {
      const device = new SoftwareAuthenticator(SITE);
      const { add } = await registered(device);
      await add();
      expect(await codeOf(add())).toBe('passkey_invalid');
      expect(await codeOf((await registered(device)).add())).toBe('passkey_registered');
    });

    it('refuse an answer to another challenge', async () => {
      const device = new SoftwareAuthenticator(SITE);
      const { challenge } = await world.passkeys.options(world.caller(2));
      for (const wrong of [challenge as string, 'AAAA']) {
        const answer = device.register(wrong);
        const work = world.passkeys.add(caller(), { name: 'Phone', answer }, CLIENT);
        expect(await codeOf(work)).toBe('passkey_invalid');
      }
    });

    it('keep at most 20', async () => {
      for (let i = 0; i < 20; i++) await (await registered()).add();
      expect(await codeOf((await registered()).add())).toBe('too_many_passkeys');
    });

    it('rename and remove those of the caller only', async () => {
      const { passkey } = await (await registered()).add();
      await world.passkeys.rename(caller(), passkey.id, 'Key');
      expect(await world.passkeys.list(1)).toMatchObject([{ name: 'Key' }]);
      const other = world.caller(2);
      expect(await codeOf(world.passkeys.rename(other, passkey.id, 'Mine'))).toBe(
        'passkey_not_found',
      );
      expect(await codeOf(world.passkeys.remove(other, passkey.id, CLIENT))).toBe(
        'passkey_not_found',
      );
      expect(await codeOf(world.passkeys.remove(caller(), passkey.id, CLIENT))).toBe('done');
      expect(await codeOf(world.passkeys.remove(caller(), passkey.id, CLIENT))).toBe(
        'passkey_not_found',
      );
    });

    it('are off at an address', async () => {
      const { add } = await registered();
      world.origin = 'https://192.0.2.7';
      expect(await codeOf(add())).toBe('passkeys_off');
      expect(await codeOf(world.passkeys.options(caller()))).toBe('passkeys_off');
    });
  });

  describe('of the password', () => {
    it('remove it if there is a passkey', async () => {
      await world.app();
      expect(await codeOf(world.factors.removePassword(caller(), CLIENT))).toBe('last_way_in');
      const { passkey } = await (await registered()).add();
      await world.factors.removePassword(caller(), CLIENT);
      expect(await world.factors.overview(caller())).toMatchObject({ hasPassword: false });
      expect(await codeOf(world.passkeys.remove(caller(), passkey.id, CLIENT))).toBe('last_way_in');
    });
  });

  it('make no recovery codes without a second factor', async () => {
    const work = world.factors.renewRecoveryCodes(caller(), CLIENT);
    expect(await codeOf(work)).toBe('no_second_factor');
  });
});

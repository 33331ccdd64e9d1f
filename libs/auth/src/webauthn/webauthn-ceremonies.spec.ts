import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import {
  ATTESTED,
  BACKED_UP,
  ELIGIBLE,
  PRESENT,
  SoftwareAuthenticator,
  VERIFIED,
} from './software-authenticator.suite.js';
import { WebauthnCeremonies } from './webauthn-ceremonies.js';

const SITE = { origin: 'https://todo.example.com', rpId: 'todo.example.com' };
const OWNER = { handle: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11', name: 'alice@example.com' };
const newChallenge = () => randomBytes(44).toString('base64url');

describe('WebauthnCeremonies', () => {
  const ceremonies = new WebauthnCeremonies();
  let device: SoftwareAuthenticator;
  let challenge: string;
  beforeEach(() => {
    device = new SoftwareAuthenticator(SITE);
    challenge = newChallenge();
  });

  const asked = () => ({ site: SITE, challenge });
  async function registered() {
    const made = await ceremonies.verifyRegistration(asked(), device.register(challenge));
    return made!;
  }

  it('asks for a passkey that can be found without a name, and verifies its user', async () => {
    const known = [{ credentialId: 'AAAA', transports: ['usb'] }];
    const options = await ceremonies.registrationOptions(asked(), OWNER, known);
    expect(options).toMatchObject({
      challenge,
      rp: { id: 'todo.example.com' },
      user: { id: Buffer.from(OWNER.handle).toString('base64url'), name: OWNER.name },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: 'AAAA', transports: ['usb'], type: 'public-key' }],
    });
    expect(options['pubKeyCredParams']).toEqual(
      [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
    );
  });

  it('asks for the passkeys of a user, or for any', async () => {
    const known = [{ credentialId: 'AAAA', transports: [] }];
    const second = await ceremonies.useOptions({ ...asked(), isAlone: false }, known);
    expect(second).toMatchObject({ challenge, userVerification: 'preferred' });
    expect(second['allowCredentials']).toMatchObject([{ id: 'AAAA' }]);
    const alone = await ceremonies.useOptions({ ...asked(), isAlone: true });
    expect(alone).toMatchObject({ userVerification: 'required', rpId: 'todo.example.com' });
    expect(alone['allowCredentials']).toBeUndefined();
  });

  it('verifies a registration', async () => {
    const made = await registered();
    const { credentialId } = device;
    expect(made).toMatchObject({ credentialId, counter: 0, transports: ['internal'] });
    expect(made.isBackedUp).toBe(false);
    const flags = PRESENT | VERIFIED | ATTESTED | ELIGIBLE | BACKED_UP;
    const copied = await ceremonies.verifyRegistration(
      asked(),
      device.register(challenge, { flags }),
    );
    expect(copied!.isBackedUp).toBe(true);
  });

  it.each(['packed', 'android-key', 'android-safetynet', 'fido-u2f', 'tpm', 'apple', 'unknown'])(
    'reads no attestation, and requests nothing that it names: %s',
    async (format) => {
      const fetched = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('requested'));
      const certificate = Uint8Array.from([0x30, 0x03, 0x02, 0x01, 0x00]);
      const statement = new Map<string, unknown>([
        ...([['alg', -7] as const, ['sig', Uint8Array.from([1])] as const] as const),
        ['x5c', [certificate, certificate]],
      ]);
      const answer = device.register(challenge, { attestation: [format, statement] });
      const made = await ceremonies.verifyRegistration(asked(), answer);
      expect(made).toMatchObject({ credentialId: device.credentialId });
      expect(fetched).not.toHaveBeenCalled();
      fetched.mockRestore();
    },
  );

  it.each([
    ['another challenge', () => device.register(newChallenge())],
    ['another origin', () => device.register(challenge, { origin: 'https://evil.example' })],
    ['another site', () => device.register(challenge, { rpId: 'evil.example' })],
    ['no PIN', () => device.register(challenge, { flags: PRESENT | ATTESTED })],
    ['no touch', () => device.register(challenge, { flags: VERIFIED | ATTESTED })],
    ['the answer to another question', () => device.register(challenge, { type: 'webauthn.get' })],
    ['a use', () => device.use(challenge)],
    ['nothing', () => ({}) as never],
    ['broken JSON', () => ({ ...device.register(challenge), response: { clientDataJSON: '!!' } })],
  ])('refuses a registration with %s', async (_, answer) => {
    await expect(ceremonies.verifyRegistration(asked(), answer())).resolves.toBeUndefined();
  });

  describe('of a registered passkey', () => {
    let key: Awaited<ReturnType<typeof registered>>;
    beforeEach(async () => {
      key = await registered();
      challenge = newChallenge();
    });
    const verify = (answer: ReturnType<SoftwareAuthenticator['use']>, isAlone = true) =>
      ceremonies.verifyUse({ ...asked(), isAlone }, answer, key);

    it('verifies a use, with its counter', async () => {
      expect(await verify(device.use(challenge))).toEqual({ counter: 1, isBackedUp: false });
      const flags = PRESENT | VERIFIED | ELIGIBLE | BACKED_UP;
      expect(await verify(device.use(challenge, { flags }))).toEqual({
        ...{ counter: 2, isBackedUp: true },
      });
    });

    it('leaves the rule of counters to its caller', async () => {
      expect(await verify(device.use(challenge, { counter: 0 }))).toMatchObject({ counter: 0 });
    });

    it('needs a PIN when it is alone only', async () => {
      const answer = device.use(challenge, { flags: PRESENT });
      expect(await verify(answer, false)).toBeDefined();
      expect(await verify(answer, true)).toBeUndefined();
    });

    it.each([
      ['another challenge', () => device.use(newChallenge())],
      ['another origin', () => device.use(challenge, { origin: 'https://evil.example' })],
      ['another site', () => device.use(challenge, { rpId: 'evil.example' })],
      ['another key', () => new SoftwareAuthenticator(SITE).use(challenge)],
      ['the answer to another question', () => device.use(challenge, { type: 'webauthn.create' })],
      ['a registration', () => device.register(challenge)],
      ['nothing', () => ({}) as never],
    ])('refuses %s', async (_, answer) => {
      await expect(verify(answer())).resolves.toBeUndefined();
    });

    it('reads a key that was stored as a buffer', async () => {
      key = { ...key, publicKey: Buffer.from(key.publicKey) };
      expect(await verify(device.use(challenge))).toBeDefined();
    });
  });
});

import { Secret, TOTP } from 'otpauth';
import { SoftwareAuthenticator } from '../../libs/auth/src/webauthn/software-authenticator.suite.js';
import { type Answer, send } from './client.js';
import type { RunningSystem } from './topology.js';

const STEP_MS = 30_000;

/** Where the passkeys of a system are used: at its public address, or at the one that it prints. */
export function siteOf({ authUrl, env }: Pick<RunningSystem, 'authUrl' | 'env'>) {
  const origin = env['PUBLIC_URL'] ?? authUrl.replace('//127.0.0.1:', '//localhost:');
  return { origin, rpId: new URL(origin).hostname };
}

/** A code of the step before, of now, or of the next one: all three are accepted, in this order. */
export function codeOf(totp: TOTP, step: -1 | 0 | 1): string {
  return totp.generate({ timestamp: Date.now() + step * STEP_MS });
}

/** The second factors of a user: an app, a device with a passkey, and recovery codes. Over HTTP. */
export class SecondFactors {
  private readonly device: SoftwareAuthenticator;
  /** What the app shows. */
  app!: TOTP;
  /** Those that were shown last. */
  recoveryCodes: string[] = [];
  /** The id of the passkey of the device. */
  passkeyId = '';

  constructor(private readonly system: Pick<RunningSystem, 'authUrl' | 'env'>) {
    this.device = new SoftwareAuthenticator(siteOf(system));
  }

  /** Sets up an app, or replaces it, by a code of now. */
  async setUpApp(token: string): Promise<void> {
    const { secret } = (await this.must<{ secret: string }>(token, 'totp')).body;
    this.app = new TOTP({ secret: Secret.fromBase32(secret) });
    this.keep(await this.must(token, 'totp/confirm', { code: codeOf(this.app, 0) }));
  }

  /** Adds the passkey of the device. */
  async addPasskey(token: string): Promise<void> {
    const added = await this.add(token, this.device);
    this.passkeyId = added.body.passkey.id;
  }

  /** Adds a passkey of another device. */
  async addAnother(token: string): Promise<void> {
    await this.add(token, new SoftwareAuthenticator(siteOf(this.system)));
  }

  /**
   * What the device answers to a request of the page.
   *
   * @param path that answers with the options, such as `sessions/passkey-options`
   * @param owner the public id of the user, as passkeys that are alone tell it
   */
  async answerTo(path: string, { json = {}, token = '', owner }: Asking = {}) {
    const asked = await this.must<Asked>(token, path, json);
    const { challenge } = asked.body.options;
    return this.device.use(challenge, owner === undefined ? {} : { userHandle: owner });
  }

  private async add(token: string, device: SoftwareAuthenticator) {
    const asked = await this.must<Asked>(token, 'passkeys/options');
    const json = { name: 'Phone', passkey: device.register(asked.body.options.challenge) };
    const added = await this.must<{ passkey: { id: string } } & Shown>(token, 'passkeys', json);
    this.keep(added);
    return added;
  }

  /** Codes are shown with the first factor only. */
  private keep({ body }: Answer<Shown>): void {
    this.recoveryCodes = body.recovery_codes ?? this.recoveryCodes;
  }

  private async must<Body = Shown>(token: string, path: string, json?: object) {
    const url = `${this.system.authUrl}/api/v2/account/${path}`;
    const answer = await send<Body>('POST', url, { json, ...(token && { token }) });
    if (answer.status < 300) return answer;
    throw new Error(`${path} answers ${answer.status}: ${answer.text}`);
  }
}

interface Shown {
  recovery_codes?: string[];
}

interface Asked {
  options: { challenge: string };
}

interface Asking {
  json?: object;
  /** Of a session. */
  token?: string;
  owner?: string;
}

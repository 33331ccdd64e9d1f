import { Secret, TOTP } from 'otpauth';
import { SoftwareAuthenticator } from '../../libs/auth/src/webauthn/software-authenticator.suite.js';
import type { MarkedClient } from './marked-client.js';

/** Where passkeys are used: browsers offer them at this name. */
export const SITE = { origin: 'http://localhost:8001', rpId: 'localhost' };

/** How long a code of an app is shown, in milliseconds. */
const STEP_MS = 30_000;

interface Begun {
  token: string;
}

/** The second factors of a person: an app, a passkey and recovery codes. All of them are used. */
export class MarkedFactors {
  private readonly passkey = new SoftwareAuthenticator(SITE);
  private codes: string[] = [];
  private nextAppCode = '';

  constructor(private readonly client: MarkedClient) {}

  /** Sets up an app, and another one without confirming it; a passkey, and one that is removed. */
  async setUp(): Promise<void> {
    const { client } = this;
    const { secret } = (await client.ask<{ secret: string }>('POST', 'v2/account/totp')).body;
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = app.generate();
    this.nextAppCode = app.generate({ timestamp: Date.now() + STEP_MS });
    const confirmed = await client.ask<{ recovery_codes: string[] }>(
      ...(['POST', 'v2/account/totp/confirm', { code }] as const),
    );
    this.codes = confirmed.body.recovery_codes;
    await client.ask('POST', 'v2/account/totp');
    await this.add(this.passkey);
    const removed = await this.add(new SoftwareAuthenticator(SITE));
    await client.ask('DELETE', `v2/account/passkeys/${removed}`);
  }

  /** Logs in by the password, with the passkey as the second factor. A wrong code was sent before. */
  async logInByPasskey(email: string, password: string): Promise<string> {
    const challenge = await this.begin(email, password);
    const wrong = { challenge, code: '000000' };
    await this.client.attempt('POST', 'v2/account/sessions', { json: wrong });
    return this.complete({ challenge, passkey: await this.answer({ challenge }) });
  }

  /** Logs in by the code after the one of the setup: once, within half a minute. */
  async logInByApp(email: string, password: string): Promise<string> {
    const challenge = await this.begin(email, password);
    return this.complete({ challenge, code: this.nextAppCode });
  }

  /** A recovery code that is not used. */
  get code(): string {
    return this.codes.at(-1)!;
  }

  async logInByCode(email: string, password: string): Promise<string> {
    const challenge = await this.begin(email, password);
    return this.complete({ challenge, recovery_code: this.codes.pop() });
  }

  /** Logs in without a password. */
  async logInAlone(publicId: string): Promise<string> {
    return this.complete({ passkey: await this.answer({}, publicId) });
  }

  /** The challenge of a login that waits for a second factor. */
  async begin(email: string, password: string): Promise<string> {
    const json = { email, password, remember: true };
    const path = 'v2/account/sessions';
    const { status, body } = await this.client.attempt<{ challenge: string }>('POST', path, {
      json,
    });
    if (status !== 401) throw new Error(`${path} answers ${status} without a second factor`);
    return body.challenge;
  }

  private async add(authenticator: SoftwareAuthenticator): Promise<string> {
    const asked = await this.options('account/passkeys/options', {});
    const json = { name: this.client.marks.next(), passkey: authenticator.register(asked) };
    const path = 'v2/account/passkeys';
    const added = await this.client.ask<{ passkey: { id: string } }>('POST', path, json);
    return added.body.passkey.id;
  }

  private async answer(json: object, userHandle?: string) {
    const asked = await this.options('account/sessions/passkey-options', json);
    return this.passkey.use(asked, userHandle === undefined ? {} : { userHandle });
  }

  private async options(path: string, json: object): Promise<string> {
    const asked = await this.client.ask<{ options: { challenge: string } }>(
      ...(['POST', `v2/${path}`, json] as const),
    );
    return asked.body.options.challenge;
  }

  private async complete(json: object): Promise<string> {
    const path = 'v2/account/sessions';
    const { status, text, body } = await this.client.attempt<Begun>('POST', path, { json });
    if (status !== 201) throw new Error(`cannot log in: ${text}`);
    return body.token;
  }
}

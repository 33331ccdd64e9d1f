import { makeAccessToken } from '../support/access-token.js';
import type { Answer } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { codeOf, SecondFactors } from '../support/second-factors.js';
import { type Holder, NEXT } from './credentials.js';

/** What lets a person with second factors in, in the order of the columns of docs/accounts.md. */
export const FACTOR_CREDENTIALS = [
  'codes of an app',
  'passkeys',
  'recovery codes',
  'steps in progress',
  'other sessions',
  'access tokens',
] as const;

export type FactorCredential = (typeof FACTOR_CREDENTIALS)[number];

/** The answer to a step of a login. */
interface Step {
  token: string;
  challenge: string;
  code: string;
}

/** A person who has second factors of all kinds. */
export class FactorHolder {
  readonly factors: SecondFactors;
  /** The challenge of a login that waits for the second factor. */
  step = '';
  recoveryCode = '';
  private usedCode: string | undefined;
  private publicId = '';

  constructor(readonly holder: Holder) {
    this.factors = new SecondFactors(holder.system);
  }

  /** Sets up the factors, by the own session, and then makes what such a change would end. */
  async collect(): Promise<void> {
    const { factors, holder } = this;
    const { own: token, system } = holder;
    await factors.setUpApp(token);
    await factors.addPasskey(token);
    this.recoveryCode = factors.recoveryCodes[0]!;
    const me = await holder.must<{ unique_id: string }>('GET', 'v1/users/get', { token });
    this.publicId = me.body.unique_id;
    holder.other = (await this.logInByPasskey()).body.token;
    holder.accessToken = await makeAccessToken(system.authUrl, token, ['account:read']);
    holder.resetToken = await holder.askForReset();
    this.step = (await this.begin()).body.challenge;
  }

  /** A code of the app: a later one than that of the set-up. The same one each time. */
  get code(): string {
    return (this.usedCode ??= codeOf(this.factors.app, 1));
  }

  /** Logs in by the password, whichever it is by now: without the second factor, this is a step in progress. */
  async begin(): Promise<Answer<Step>> {
    const { email } = this.holder;
    const first = await this.complete({ email, password: PASSWORD });
    const isRight = first.body.code !== 'invalid_credentials';
    return isRight ? first : this.complete({ email, password: NEXT });
  }

  async logInByPasskey(): Promise<Answer<Step>> {
    const asked = { owner: this.publicId };
    return this.complete({
      passkey: await this.factors.answerTo('sessions/passkey-options', asked),
    });
  }

  complete(json: object): Promise<Answer<Step>> {
    return this.holder.send('POST', 'v2/account/sessions', { json });
  }

  /** A request of the own session that is expected to succeed. */
  async must(method: string, path: string): Promise<void> {
    await this.holder.must(method, `v2/account/${path}`, { token: this.holder.own });
  }
}

/** What happens to second factors, as a row of docs/accounts.md says it. */
export interface FactorEvent {
  event: string;
  ends: readonly FactorCredential[];
  /** Whether the email was proven before; it was if it is not said. */
  isProven?: boolean;
  /** What happens before the person gets the factors. */
  prepare?(holder: Holder): Promise<void>;
  act(person: FactorHolder): Promise<void>;
}

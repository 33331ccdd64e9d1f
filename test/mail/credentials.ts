import { makeAccessToken } from '../support/access-token.js';
import { type Answer, anyEmail, basic, type RequestOptions, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { tokenFor } from './linked-tokens.js';
import type { MailSystem } from './mail-system.js';

/** What lets a person in, in the order of the columns of docs/accounts.md. */
export const CREDENTIALS = [
  'password',
  'own session',
  'other sessions',
  'access tokens',
  'email change',
  'reset links',
] as const;

export type Credential = (typeof CREDENTIALS)[number];

type Request = [method: string, path: string, options?: RequestOptions];

/** The password that people choose next. */
export const NEXT = 'another-passphrase-of-tests';

/** A person who has one credential of each kind. */
export class Holder {
  /** The token of the session that acts. */
  own = '';
  other = '';
  accessToken = { id: '', token: '' };
  /** The tokens of links that were not used. */
  changeToken = '';
  resetToken = '';
  /** The address that the link of the change proves. */
  readonly wanted = anyEmail();

  private constructor(
    readonly system: MailSystem,
    public email: string,
  ) {}

  /** Registers, logs in, and proves the email if `isProven`. */
  static async arrive(system: MailSystem, isProven: boolean): Promise<Holder> {
    const holder = new Holder(system, await system.register());
    holder.own = (await holder.logIn()).body;
    if (isProven) await holder.prove({}, { token: holder.own });
    return holder;
  }

  /** Makes a credential of each other kind. */
  async collect(): Promise<void> {
    this.other = (await this.logIn()).body;
    this.accessToken = await makeAccessToken(this.system.authUrl, this.own, ['account:read']);
    this.resetToken = await this.askForReset();
    this.changeToken = await this.askForChange(this.wanted);
  }

  logIn(): Promise<Answer<string>> {
    const headers = { authorization: basic(this.email, PASSWORD) };
    return this.send('POST', 'v1/auth/login', { headers });
  }

  /** Confirms the email by the link of the registration. */
  async prove(proof: object, session = {}): Promise<void> {
    const token = await tokenFor(this.system, this.email, 'confirm-email');
    const json = { token, ...proof };
    await this.must('POST', 'v2/email-confirmations/complete', { json, ...session });
  }

  async askForReset(count = 1): Promise<string> {
    await this.must('POST', 'v2/password-resets', { json: { email: this.email } });
    return tokenFor(this.system, this.email, 'reset-password', count);
  }

  async askForChange(email: string): Promise<string> {
    const json = { email, password: PASSWORD };
    await this.must('PUT', 'v2/account/email', { json, token: this.own });
    return tokenFor(this.system, email, 'confirm-email');
  }

  /** A request that is expected to succeed. */
  async must<Body>(...request: Request): Promise<Answer<Body>> {
    const answer = await this.send<Body>(...request);
    if (answer.status < 300) return answer;
    throw new Error(`${request[0]} ${request[1]} answers ${answer.status}: ${answer.text}`);
  }

  send<Body>(...[method, path, options]: Request): Promise<Answer<Body>> {
    return send(method, `${this.system.authUrl}/api/${path}`, options);
  }
}

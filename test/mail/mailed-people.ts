import { anyEmail, type Answer, basic, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import {
  type LinkedPage,
  type MailingSystem,
  mailsLinking,
  tokenFor,
  tokensFor,
} from './linked-tokens.js';

/** A user with an account and a session. */
export interface Mailed {
  email: string;
  token: string;
}

interface Proof {
  password?: string;
  new_password?: string;
}

/** Accounts of version 2 of the API, and what their users read in their mails. */
export class MailedPeople {
  constructor(protected readonly system: () => MailingSystem) {}

  v2<Body = { code?: string }>(
    method: string,
    path: string,
    json?: unknown,
    token?: string,
  ): Promise<Answer<Body>> {
    const url = `${this.system().authUrl}/api/v2/${path}`;
    return send<Body>(method, url, { json, ...(token && { token }) });
  }

  register(email = anyEmail(), password = PASSWORD): Promise<Answer<{ code?: string }>> {
    const url = `${this.system().authUrl}/api/v1/users/create`;
    return send('POST', url, { json: { email, password } });
  }

  logIn(email: string, password = PASSWORD): Promise<Answer<string & { code?: string }>> {
    return send('POST', `${this.system().authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic(email, password) },
    });
  }

  async newUser(): Promise<Mailed> {
    const email = anyEmail();
    await this.register(email);
    return { email, token: (await this.logIn(email)).body };
  }

  /** A user who has proven the email. */
  async proven(): Promise<Mailed> {
    const user = await this.newUser();
    await this.complete(await this.tokenTo(user.email, 'confirm-email'), {}, user.token);
    return user;
  }

  complete(token: string, proof: Proof = {}, session?: string) {
    return this.v2('POST', 'email-confirmations/complete', { token, ...proof }, session);
  }

  undo(token: string) {
    return this.v2('POST', 'email-confirmations/undo', { token });
  }

  requestChange({ token }: { token: string }, email: string, password = PASSWORD) {
    return this.v2('PUT', 'account/email', { email, password }, token);
  }

  /** Changes the email; resolves to the new one. */
  async change(user: Mailed, email = anyEmail()): Promise<string> {
    await this.requestChange(user, email);
    const { status, text } = await this.complete(
      await this.tokenTo(email, 'confirm-email'),
      {},
      user.token,
    );
    if (status !== 204) throw new Error(`cannot change the email: ${text}`);
    return email;
  }

  async emailOf(token: string): Promise<string> {
    return (await this.v2<{ email: string }>('GET', 'account', undefined, token)).body.email;
  }

  async isActive(token: string): Promise<boolean> {
    return (await this.v2('GET', 'account', undefined, token)).status === 200;
  }

  /** An access token for scripts. */
  async script(session: string): Promise<string> {
    return (await this.askForScript(session)).body.token;
  }

  askForScript(session: string): Promise<Answer<{ token: string }>> {
    const json = { name: 'script', scopes: ['account:read'] };
    return this.v2('POST', 'account/tokens', json, session);
  }

  async isScript(token: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${token}` };
    const url = `${this.system().authUrl}/api/v1/users/get`;
    return (await send('GET', url, { headers })).status === 200;
  }

  /** The sources of mails to an address with a link to a page. */
  linksTo(email: string, page: LinkedPage): string[] {
    return mailsLinking(this.system(), email, page);
  }

  /** The tokens of the links to a page, oldest first, once there are `count` mails with one. */
  async tokensTo(email: string, page: LinkedPage, count: number): Promise<string[]> {
    await this.tokenTo(email, page, count);
    return tokensFor(this.system(), email, page);
  }

  tokenTo(email: string, page: LinkedPage, count = 1): Promise<string> {
    return tokenFor(this.system(), email, page, count);
  }
}

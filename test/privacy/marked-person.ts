import type { Received } from '../../libs/mail/src/mail-server.suite.js';
import { Canaries } from '../support/canaries.js';
import { type Answer, basic, send } from '../support/client.js';
import type { AllItems } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

const LIMIT_MS = 30_000;

/** A person with a mark of their own in each field, who uses all that there is. */
export class MarkedPerson {
  readonly marks = new Canaries();
  /** Of no other client. */
  readonly address = '203.0.113.77';
  readonly emails = [`${this.marks.next()}@example.com`, `${this.marks.next()}@example.com`];
  readonly titles = [this.marks.next(), this.marks.next()];
  private password = `a-passphrase-${this.marks.next()}`;
  private email = this.emails[0]!;
  private token = '';
  publicId = '';

  constructor(
    private readonly system: RunningSystem,
    private readonly mails: readonly Received[],
  ) {}

  /** Registers, and does everything that a person can do. */
  async useEverything(friend: { email: string }): Promise<void> {
    await this.ask('POST', 'v1/users/create', { email: this.email, password: this.password });
    await this.logIn();
    await this.confirm('/confirm-email', this.email);
    await this.tellOfThemselves();
    await this.keepItems(friend.email);
    await this.ask('POST', 'v2/account/tokens', {
      ...{ name: this.marks.next(), scopes: ['items:read', 'account:read'] },
    });
    await this.changePassword();
    await this.resetPassword();
    await this.changeEmail();
    await this.ask('GET', 'v2/account/sessions');
    await this.addCodes();
  }

  /** What each context gives them of their data. */
  async exports(): Promise<string> {
    const paths = ['v2/account/export', 'v2/todo/export', 'v2/mails/export'];
    const answers = [];
    for (const path of paths) answers.push(await this.ask('GET', path));
    return answers.map(({ text }) => text).join('\n');
  }

  async deleteAccount(): Promise<void> {
    const authorization = basic(this.email, this.password);
    await this.ask('DELETE', 'v1/users/delete', undefined, { authorization });
  }

  private async tellOfThemselves(): Promise<void> {
    const name = this.marks.next();
    const profile = { name, locale: 'de-AT', time_zone: 'Antarctica/Vostok' };
    const { body } = await this.ask<{ unique_id: string }>('PATCH', 'v2/account', profile);
    this.publicId = body.unique_id;
  }

  private async keepItems(friend: string): Promise<void> {
    const ids: number[] = [];
    for (const title of this.titles) {
      const { body } = await this.ask<AllItems>('POST', 'v1/create', { title, status: 'PENDING' });
      ids.push(body.pending.find((item) => item.title === title)!.id);
    }
    await this.ask('POST', `v1/items/${ids[1]}/users`, { email: friend });
  }

  private async changePassword(): Promise<void> {
    const next = `another-passphrase-${this.marks.next()}`;
    const body = { current_password: this.password, new_password: next };
    await this.ask('PUT', 'v2/account/password', body);
    this.password = next;
  }

  private async resetPassword(): Promise<void> {
    await this.ask('POST', 'v2/password-resets', { email: this.email });
    const token = await this.linkIn('/reset-password', this.email);
    this.password = `a-third-passphrase-${this.marks.next()}`;
    const body = { token, new_password: this.password };
    await this.ask('POST', 'v2/password-resets/complete', body);
    await this.logIn();
  }

  private async changeEmail(): Promise<void> {
    const [, next] = this.emails;
    await this.ask('PUT', 'v2/account/email', { email: next, password: this.password });
    await this.confirm('/confirm-email', next!);
    await this.linkIn('/undo-email-change', this.email);
    this.email = next!;
  }

  /** Begins to set up an app for codes: its seed is stored. */
  private async addCodes(): Promise<void> {
    await this.ask('POST', 'v2/account/totp');
  }

  private async logIn(): Promise<void> {
    const { email, password } = this;
    const body = { email, password, remember: true };
    this.token = (
      await this.ask<{ token: string }>('POST', 'v2/account/sessions', body)
    ).body.token;
  }

  private async confirm(page: string, email: string): Promise<void> {
    await this.ask('POST', 'v2/email-confirmations/complete', {
      token: await this.linkIn(page, email),
    });
  }

  /** The token of the link to a page in the newest mail to an address. */
  private async linkIn(page: string, email: string): Promise<string> {
    const link = new RegExp(`${page}#token=([\\w-]{43})`);
    const found = () =>
      this.mails
        .filter(({ to }) => to === email)
        .map(({ source }) => source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))
        .flatMap((source) => link.exec(source)?.[1] ?? []);
    await waitFor(
      async () => found().length > 0,
      LIMIT_MS,
      () => `a mail with a link to ${page}`,
    );
    return found().at(-1)!;
  }

  private async ask<Body>(
    method: string,
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const answer = await send<Body>(method, `${this.system.authUrl}/api/${path}`, {
      ...(json !== undefined && { json }),
      ...(this.token && { token: this.token }),
      headers: {
        'x-forwarded-for': this.address,
        'user-agent': `${this.marks.next()}/1.0`,
        ...headers,
      },
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer;
  }
}

import type { Received } from '../../libs/mail/src/mail-server.suite.js';
import { administer } from '../support/administer.js';
import { makeAccessToken } from '../support/access-token.js';
import { basic } from '../support/client.js';
import type { AllItems, NewInvitation, Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { MarkedClient } from './marked-client.js';
import { MarkedFactors } from './marked-factors.js';

const CONFIRM = '/confirm-email';

/** A person with a mark of their own in each field, who uses all that there is. */
export class MarkedPerson {
  private readonly client: MarkedClient;
  private readonly factors: MarkedFactors;
  /** The one of the registration, the next one, and one that is never confirmed. */
  readonly emails: readonly string[];
  /** Of an item of their own, of a shared one, and of one that is deleted. */
  readonly titles: readonly string[];
  private password: string;
  private email: string;
  publicId = '';

  constructor(
    private readonly system: RunningSystem,
    mails: readonly Received[],
  ) {
    this.client = new MarkedClient(system, mails);
    this.factors = new MarkedFactors(this.client);
    this.emails = [1, 2, 3].map(() => `${this.marks.next()}@example.com`);
    this.titles = [1, 2, 3].map(() => this.marks.next());
    this.password = `a-passphrase-${this.marks.next()}`;
    this.email = this.emails[0]!;
  }

  get marks() {
    return this.client.marks;
  }

  get address() {
    return this.client.address;
  }

  /** Registers, and does everything that a person can do. */
  async useEverything(friend: Person): Promise<void> {
    await this.registerInvited();
    await this.logIn();
    await this.confirm(this.email);
    await this.tellOfThemselves();
    await this.keepItems(friend);
    await this.changePassword();
    await this.resetPassword();
    await this.changeEmail();
    await this.factors.setUp();
    await this.useAccessToken();
    await this.askForAnotherEmail();
    this.client.token = await this.factors.logInByPasskey(this.email, this.password);
    this.client.token = await this.factors.logInByCode(this.email, this.password);
    await this.factors.begin(this.email, this.password);
    for (const path of ['account/sessions', 'account/audit', 'todo/audit']) {
      await this.client.ask('GET', `v2/${path}`);
    }
  }

  /** What each context gives them of their data. */
  async exports(): Promise<string> {
    const paths = ['v2/account/export', 'v2/todo/export', 'v2/mails/export'];
    const answers = [];
    for (const path of paths) answers.push(await this.client.ask('GET', path));
    return answers.map(({ text }) => text).join('\n');
  }

  /** Asks for the deletion, cancels it by a login, and asks again. */
  async deleteAccount(): Promise<void> {
    await this.client.ask('DELETE', 'v2/account');
    this.client.token = '';
    this.client.token = await this.factors.logInAlone(this.publicId);
    await this.client.ask('DELETE', 'v2/account');
  }

  private async registerInvited(): Promise<void> {
    const { code, output } = await administer(this.system, 'invite', this.email);
    if (code !== 0) throw new Error(output);
    const invitation = await this.client.linkIn('/register', this.email);
    const { email, password } = this;
    await this.client.ask('POST', 'v1/users/create', { email, password, invitation });
  }

  private async tellOfThemselves(): Promise<void> {
    const profile = { name: this.marks.next(), locale: 'de-AT', time_zone: 'Antarctica/Vostok' };
    const { body } = await this.client.ask<{ unique_id: string }>('PATCH', 'v2/account', profile);
    this.publicId = body.unique_id;
  }

  /** Keeps a list and an item, shares one, deletes one, and leaves one that a friend has shared. */
  private async keepItems(friend: Person): Promise<void> {
    await this.client.ask('POST', 'v2/lists', { name: this.marks.next() });
    const ids: number[] = [];
    for (const title of this.titles) {
      const json = { title, status: 'PENDING' };
      const { body } = await this.client.ask<AllItems>('POST', 'v1/create', json);
      ids.push(body.pending.find((item) => item.title === title)!.id);
    }
    const share = () =>
      this.client.ask<NewInvitation>('POST', `v1/items/${ids[1]}/users`, { email: friend.email });
    await friend.accept((await share()).body.id);
    await this.client.ask('DELETE', `v1/delete/${this.titles[2]}`);
    const invited = async (title: string) =>
      (await friend.invite(await friend.createItem(title), this.email)).body.id;
    await this.client.ask('POST', `v2/invitations/${await invited('declined')}/decline`);
    await this.client.ask('POST', `v2/invitations/${await invited('of a friend')}/accept`);
    await this.client.ask('POST', `v1/items/${ids[0]}/users`, { email: 'stranger@example.com' });
    await this.client.ask('DELETE', 'v1/delete/of%20a%20friend');
  }

  private async changePassword(): Promise<void> {
    const next = `another-passphrase-${this.marks.next()}`;
    const body = { current_password: this.password, new_password: next };
    await this.client.ask('PUT', 'v2/account/password', body);
    this.password = next;
  }

  private async resetPassword(): Promise<void> {
    await this.client.ask('POST', 'v2/password-resets', { email: this.email });
    const token = await this.client.linkIn('/reset-password', this.email);
    this.password = `a-third-passphrase-${this.marks.next()}`;
    const body = { token, new_password: this.password };
    await this.client.ask('POST', 'v2/password-resets/complete', body);
    await this.logIn();
  }

  private async changeEmail(): Promise<void> {
    const [, next] = this.emails;
    await this.client.ask('PUT', 'v2/account/email', { email: next, password: this.password });
    await this.confirm(next!);
    await this.client.linkIn('/undo-email-change', this.email);
    this.email = next!;
  }

  /** Of two access tokens one is used, and one is deleted. */
  private async useAccessToken(): Promise<void> {
    const make = (scope: string) =>
      makeAccessToken(this.system.authUrl, this.client.token, [scope], { name: this.marks.next() });
    const { token } = await make('account:read');
    const headers = { authorization: `Bearer ${token}` };
    const { status, text } = await this.client.attempt('GET', 'v1/users/get', { headers });
    if (status !== 200) throw new Error(text);
    await this.client.ask('DELETE', `v2/account/tokens/${(await make('items:read')).id}`);
  }

  private async askForAnotherEmail(): Promise<void> {
    const [, , email] = this.emails;
    await this.client.ask('PUT', 'v2/account/email', { email });
    await this.client.linkIn(CONFIRM, email!);
  }

  /** A wrong password first: failures are counted. */
  private async logIn(): Promise<void> {
    const { email, password } = this;
    const headers = { authorization: basic(email, `wrong-${this.marks.next()}`) };
    await this.client.attempt('POST', 'v1/auth/login', { headers });
    const json = { email, password, remember: true };
    const login = await this.client.ask<{ token: string }>('POST', 'v2/account/sessions', json);
    this.client.token = login.body.token;
  }

  private async confirm(email: string): Promise<void> {
    const token = await this.client.linkIn(CONFIRM, email);
    await this.client.ask('POST', 'v2/email-confirmations/complete', { token });
  }
}

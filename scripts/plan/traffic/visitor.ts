import type { Answer, Api } from './api.js';

const PASSWORD = 'a-passphrase-of-the-planner';
const V1 = '/api/v1';

interface Item {
  readonly id: number;
  readonly title: string;
  readonly status: 'PENDING' | 'DONE';
}

/** What a visitor does, and how often in a hundred steps. */
const STEPS: readonly (readonly [number, (visitor: Visitor) => Promise<unknown>])[] = [
  [30, (visitor) => visitor.list()],
  [17, (visitor) => visitor.create()],
  [16, (visitor) => visitor.update()],
  [12, (visitor) => visitor.delete()],
  [8, (visitor) => visitor.share()],
  [7, (visitor) => visitor.members()],
  [4, (visitor) => visitor.checkSession()],
  [3, (visitor) => visitor.profile()],
  [2, (visitor) => visitor.refresh()],
  [1, (visitor) => visitor.logInAgain()],
];
const HUNDRED = 100;

/** A user of the product, who has an account, items, and friends to share them with. */
export class Visitor {
  private token = '';
  private items: readonly Item[] = [];
  private made = 0;

  constructor(
    private readonly api: Api,
    readonly email: string,
    private readonly friends: readonly string[],
    private readonly random: () => number,
  ) {}

  /** Registers and logs in. */
  async arrive(): Promise<void> {
    const json = { email: this.email, password: PASSWORD };
    await this.api.send('POST', `${V1}/users/create`, { json });
    await this.logIn();
  }

  /** Does one thing, of any kind. */
  async step(): Promise<void> {
    let draw = this.random() * HUNDRED;
    const [, act] = STEPS.find(([share]) => (draw -= share) < 0) ?? STEPS[0]!;
    await act(this);
  }

  list(): Promise<void> {
    return this.change('GET', '/get/all');
  }

  create(): Promise<void> {
    return this.change('POST', '/create', { title: `item ${this.made++}`, status: 'PENDING' });
  }

  async update(): Promise<void> {
    const item = this.anyItem();
    if (!item) return this.create();
    const status = item.status === 'DONE' ? 'PENDING' : 'DONE';
    return this.change('PUT', '/update', { ...item, status });
  }

  async delete(): Promise<void> {
    const item = this.anyItem();
    if (!item) return this.create();
    return this.change('DELETE', `/delete/${encodeURIComponent(item.title)}`);
  }

  async share(): Promise<void> {
    const item = this.anyItem();
    if (!item) return this.create();
    const email = this.friends[Math.floor(this.random() * this.friends.length)];
    await this.send('POST', `/items/${item.id}/users`, { email });
  }

  async members(): Promise<void> {
    const item = this.anyItem();
    if (!item) return this.list();
    await this.send('GET', `/items/${item.id}/users`);
  }

  checkSession(): Promise<Answer> {
    return this.send('GET', '/auth/session');
  }

  profile(): Promise<Answer> {
    return this.send('GET', '/users/get');
  }

  async refresh(): Promise<void> {
    const { status, body } = await this.send('POST', '/auth/refresh');
    if (status === 200) this.token = body as string;
  }

  async logInAgain(): Promise<void> {
    await this.send('POST', '/auth/logout');
    await this.logIn();
  }

  private async logIn(): Promise<void> {
    const credentials = Buffer.from(`${this.email}:${PASSWORD}`).toString('base64');
    const headers = { authorization: `Basic ${credentials}` };
    const { status, body } = await this.api.send('POST', `${V1}/auth/login`, { headers });
    if (status !== 200) throw new Error(`a visitor cannot log in: ${status}`);
    this.token = body as string;
  }

  private async change(method: string, path: string, json?: unknown): Promise<void> {
    const { status, body } = await this.send(method, path, json);
    if (status >= 300) return;
    const { pending, done } = body as { pending: Item[]; done: Item[] };
    this.items = [...pending, ...done].map(({ id, title, status: state }) => ({
      id,
      title,
      status: state,
    }));
  }

  private send(method: string, path: string, json?: unknown): Promise<Answer> {
    return this.api.send(method, `${V1}${path}`, { token: this.token, json });
  }

  private anyItem(): Item | undefined {
    return this.items[Math.floor(this.random() * this.items.length)];
  }
}

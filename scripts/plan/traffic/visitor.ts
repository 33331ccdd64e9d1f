import type { Answer, Api } from './api.js';
import { VisitorSession } from './visitor-session.js';

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
  private readonly session: VisitorSession;
  private items: readonly Item[] = [];
  private made = 0;

  constructor(
    api: Api,
    email: string,
    private readonly friends: readonly string[],
    private readonly random: () => number,
  ) {
    this.session = new VisitorSession(api, email);
  }

  /** Registers and logs in. */
  arrive(): Promise<void> {
    return this.session.register();
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
    await this.session.send('POST', `/items/${item.id}/users`, { email });
  }

  async members(): Promise<void> {
    const item = this.anyItem();
    if (!item) return this.list();
    await this.session.send('GET', `/items/${item.id}/users`);
  }

  checkSession(): Promise<Answer> {
    return this.session.send('GET', '/auth/session');
  }

  profile(): Promise<Answer> {
    return this.session.send('GET', '/users/get');
  }

  refresh(): Promise<void> {
    return this.session.refresh();
  }

  logInAgain(): Promise<void> {
    return this.session.replace();
  }

  private async change(method: string, path: string, json?: unknown): Promise<void> {
    const { status, body } = await this.session.send(method, path, json);
    if (status >= 300) return;
    const { pending, done } = body as { pending: Item[]; done: Item[] };
    this.items = [...pending, ...done].map(({ id, title, status: state }) => ({
      id,
      title,
      status: state,
    }));
  }

  private anyItem(): Item | undefined {
    return this.items[Math.floor(this.random() * this.items.length)];
  }
}

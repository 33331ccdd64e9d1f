import { anyEmail, type Answer, basic, send } from './client.js';
import type { RunningSystem } from './topology.js';

/** The addresses of the product. */
type Addresses = Pick<RunningSystem, 'authUrl' | 'todoUrl'>;

export interface Item {
  id: number;
  title: string;
  status: 'PENDING' | 'DONE';
}

export interface AllItems {
  pending: Item[];
  done: Item[];
}

/** A member of an item, as other members see it. */
export interface ItemUser {
  user_id: number;
  email: string;
  role: 'owner' | 'member';
}

/** What becomes of an accepted invitation. */
export interface Accepted {
  item: { id: number; role: string } | null;
  list: { id: number; role: string } | null;
}

/** An invitation, as its sender gets it. */
export interface NewInvitation {
  id: number;
  item_id: number | null;
  list_id: number | null;
  title: string;
  email: string;
  created_at: string;
  expires_at: string;
  token: string;
  link: string | null;
}

/** The password of all test users, unique to the tests. */
export const PASSWORD = 'a-passphrase-of-tests';

/** Those of this process, by email: who accept invitations. */
const people = new Map<string, Person>();

/** A user with an account and a token. */
export class Person {
  private constructor(
    private readonly system: Addresses,
    readonly email: string,
    public token: string,
  ) {
    people.set(email, this);
  }

  /** Registers a new user and logs in. */
  static async arrive(system: Addresses): Promise<Person> {
    const email = anyEmail();
    const created = await send('POST', `${system.authUrl}/api/v1/users/create`, {
      json: { email, password: PASSWORD },
    });
    if (created.status !== 201) throw new Error(`cannot register: ${created.text}`);
    return Person.known(system, email);
  }

  /** Logs in as a registered user. */
  static async known(system: Addresses, email: string): Promise<Person> {
    return new Person(system, email, await Person.logIn(system, email));
  }

  /** Logs in as a registered user; resolves to the token. */
  static async logIn(system: Pick<Addresses, 'authUrl'>, email: string): Promise<string> {
    const answer = await send<string>('POST', `${system.authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic(email, PASSWORD) },
    });
    if (answer.status !== 200) throw new Error(`cannot log in: ${answer.text}`);
    return answer.body;
  }

  create(title: unknown, status: unknown = 'PENDING'): Promise<Answer<AllItems>> {
    return this.todo('POST', 'create', { title, status });
  }

  list(): Promise<Answer<AllItems>> {
    return this.todo('GET', 'get/all');
  }

  update(item: unknown): Promise<Answer<AllItems>> {
    return this.todo('PUT', 'update', item);
  }

  /** Changes the given fields of an item. */
  change(item: unknown): Promise<Answer<AllItems>> {
    return this.todo('PATCH', 'update', item);
  }

  delete(title: string): Promise<Answer<AllItems>> {
    return this.todo('DELETE', `delete/${encodeURIComponent(title)}`);
  }

  /** Adds an item and resolves to its id. */
  async createItem(title: string): Promise<number> {
    const { status, text, body } = await this.create(title);
    if (status !== 201) throw new Error(`cannot create: ${text}`);
    return body.pending.at(-1)!.id;
  }

  /** The id of this person in auth and todo. */
  async id(): Promise<number> {
    return (await this.auth<{ id: number }>('GET', 'users/get')).body.id;
  }

  usersOf(item: number): Promise<Answer<ItemUser[]>> {
    return this.todo('GET', `items/${item}/users`);
  }

  /** Shares an item, and whom that invites accepts. The answer is the one to those who have accepted before. */
  async share(item: number, email: string): Promise<Answer<ItemUser[]>> {
    const answer = await this.invite<ItemUser[]>(item, email);
    const guest = answer.status === 202 && people.get(email.trim().toLowerCase());
    if (!guest) return answer;
    const { id } = answer.body as unknown as NewInvitation;
    const accepted = await guest.accept<ItemUser[]>(id);
    if (accepted.status !== 200) return accepted;
    const members = await this.usersOf(item);
    return members.status === 200 ? { ...members, status: 201 } : members;
  }

  /** Shares an item with who has accepted this person before, and invites all others. */
  invite<Body = NewInvitation>(item: number, email: string): Promise<Answer<Body>> {
    return this.todo('POST', `items/${item}/users`, { email });
  }

  accept<Body = Accepted>(invitation: number, token?: string): Promise<Answer<Body>> {
    const json = token === undefined ? undefined : { token };
    return this.v2('POST', `invitations/${invitation}/accept`, json);
  }

  /** Of todo, in version 2. */
  v2<Body>(method: string, path: string, json?: unknown): Promise<Answer<Body>> {
    return send(method, `${this.system.todoUrl}/api/v2/${path}`, { token: this.token, json });
  }

  unshare(item: number, userId: number): Promise<Answer<ItemUser[]>> {
    return this.todo('DELETE', `items/${item}/users/${userId}`);
  }

  deleteAccount(email = this.email, password = PASSWORD): Promise<Answer> {
    return send('DELETE', `${this.system.authUrl}/api/v1/users/delete`, {
      token: this.token,
      headers: { authorization: basic(email, password) },
    });
  }

  auth<Body>(method: string, path: string): Promise<Answer<Body>> {
    return send(method, `${this.system.authUrl}/api/v1/${path}`, { token: this.token });
  }

  private todo<Body = AllItems>(
    method: string,
    path: string,
    json?: unknown,
  ): Promise<Answer<Body>> {
    return send(method, `${this.system.todoUrl}/api/v1/${path}`, { token: this.token, json });
  }
}

/** The titles of all items, pending ones first. */
export function titles({ pending, done }: AllItems): string[] {
  return [...pending, ...done].map((item) => item.title);
}

/** Each accepts all others: from then on they share items without invitations. */
export async function acceptEachOther(all: readonly Person[]): Promise<void> {
  for (const sender of all) {
    const item = await sender.createItem('hello');
    for (const each of all) if (each !== sender) await sender.share(item, each.email);
    await sender.delete('hello');
  }
}

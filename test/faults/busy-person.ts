import { setTimeout as delay } from 'node:timers/promises';
import { anyEmail, type Answer, basic, send } from '../support/client.js';
import { PASSWORD, Person, titles } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';

const PAUSE_MS = 20;

/** The possible states of something after a 503 or no response. */
type Known<T> = T | 'unsure';

/** An item as its owner remembers it. */
interface Memory {
  id: number;
  status: Known<'PENDING' | 'DONE'>;
  isThere: Known<boolean>;
  isShared: Known<boolean>;
}

/** A user who existed for a short time. */
interface Guest {
  email: string;
  isRegistered: Known<boolean>;
}

/** The response to a request; `undefined` if there was none. */
type Outcome<Body> = Answer<Body> | undefined;

/**
 * A user who makes all kinds of writes without a pause, and remembers which were acknowledged,
 * which were not, and every unexpected response.
 */
export class BusyPerson {
  /** Responses that the protocol does not allow. */
  readonly violations: string[] = [];
  /** The longest response time. */
  slowestMs = 0;
  /** The number of responses per status. */
  readonly statuses: Record<string, number> = {};
  private readonly items = new Map<string, Memory>();
  private readonly guests: Guest[] = [];
  private made = 0;
  /** Whether the token is surely that of an active session. */
  private isTokenSure = true;

  private constructor(
    private readonly system: RunningSystem,
    private readonly person: Person,
    private readonly friend: string,
    private readonly random: () => number,
  ) {}

  /** @param friend the email of a user to share items with */
  static async arrive(
    system: RunningSystem,
    friend: string,
    random: () => number,
  ): Promise<BusyPerson> {
    return new BusyPerson(system, await Person.arrive(system), friend, random);
  }

  /** Makes one request, of any kind. */
  async act(): Promise<void> {
    if (!this.isTokenSure) return this.renewLogin();
    const roll = this.random();
    if (roll < 0.4) return this.create();
    if (roll < 0.6) return this.update();
    if (roll < 0.75) return this.delete();
    if (roll < 0.87) return this.share();
    if (roll < 0.93) return this.refresh();
    if (roll < 0.965) return this.changeLogin();
    return this.haveGuest();
  }

  /** The number of writes that were acknowledged and can be checked. */
  get acknowledged(): number {
    return [...this.items.values()].filter(({ isThere }) => isThere !== 'unsure').length;
  }

  /** Whether the system works again for this user: a write succeeded. */
  async isServed(): Promise<boolean> {
    if (!this.isTokenSure) await this.renewLogin();
    const before = this.statuses[201] ?? 0;
    await this.create();
    return (this.statuses[201] ?? 0) > before;
  }

  /**
   * Compares the stored items with the acknowledged ones.
   *
   * @returns the differences: lost, duplicated, reappeared or without a member
   */
  async check(): Promise<string[]> {
    const { body } = await this.person.list();
    const found = titles(body);
    const wrong = found
      .filter((title, at) => found.indexOf(title) !== at)
      .map((t) => `doubled ${t}`);
    for (const [title, memory] of this.items) {
      const item = [...body.pending, ...body.done].find((each) => each.title === title);
      if (memory.isThere === true && !item) wrong.push(`lost ${title}`);
      if (memory.isThere === false && item) wrong.push(`came back ${title}`);
      if (item && memory.status !== 'unsure' && item.status !== memory.status) {
        wrong.push(`${title} is ${item.status}, not ${memory.status}`);
      }
      if (item && memory.isShared === true) {
        const users = await this.person.usersOf(item.id);
        if (!users.body.some(({ email }) => email === this.friend)) wrong.push(`unshared ${title}`);
      }
    }
    wrong.push(...found.filter((title) => !this.items.has(title)).map((t) => `not theirs: ${t}`));
    for (const { email, isRegistered } of this.guests) {
      if (isRegistered === 'unsure') continue;
      const { status } = await this.logIn(email);
      if (status !== (isRegistered ? 200 : 401)) wrong.push(`login of ${email}: ${status}`);
    }
    return wrong;
  }

  private async create(): Promise<void> {
    const title = `${this.person.email} ${this.made++}`;
    const memory: Memory = { id: 0, status: 'PENDING', isThere: 'unsure', isShared: false };
    this.items.set(title, memory);
    const answer = await this.observe('create', () => this.person.create(title), [201]);
    if (!answer) return;
    memory.isThere = true;
    memory.id = answer.body.pending.find((item) => item.title === title)?.id ?? 0;
    if (!memory.id) this.violations.push(`create answered without ${title}`);
  }

  private async update(): Promise<void> {
    const [title, memory] = this.any() ?? [];
    if (!title || !memory) return;
    const status = memory.status === 'PENDING' ? 'DONE' : 'PENDING';
    memory.status = 'unsure';
    const item = { id: memory.id, title, status };
    const answer = await this.observe('update', () => this.person.update(item), [200]);
    if (answer) memory.status = status;
  }

  private async delete(): Promise<void> {
    const [title, memory] = this.any() ?? [];
    if (!title || !memory) return;
    memory.isThere = 'unsure';
    const first = await this.observe('delete', () => this.person.delete(title), [200]);
    // Retries, as clients do after a 503: then it may be deleted already.
    const again = () => this.observe('delete again', () => this.person.delete(title), [200, 404]);
    if (first ?? (await again())) memory.isThere = false;
  }

  private async share(): Promise<void> {
    const [, memory] = this.any() ?? [];
    if (!memory) return;
    const share = () => this.person.share(memory.id, this.friend);
    const allowed = { true: [409], false: [201], unsure: [201, 409] }[`${memory.isShared}`];
    memory.isShared = 'unsure';
    const first = await this.observe('share', share, allowed);
    if (first ?? (await this.observe('share again', share, [201, 409]))) memory.isShared = true;
  }

  private async refresh(): Promise<void> {
    const refresh = () => this.person.auth<string>('POST', 'auth/refresh');
    const first = await this.observe('refresh', refresh, [200, 429]);
    // The same token gets the same successor again for a while; later it is refused.
    const answer = first ?? (await this.observe('refresh again', refresh, [200, 401, 429]));
    if (answer?.status === 200) this.person.token = answer.body;
    this.isTokenSure = answer?.status === 200 || answer?.status === 429;
  }

  private async changeLogin(): Promise<void> {
    const old = this.person.token;
    await this.renewLogin();
    if (this.person.token === old) return;
    const logOut = () => send('POST', `${this.system.authUrl}/api/v1/auth/logout`, { token: old });
    const first = await this.observe('logout', logOut, [200]);
    if (!first) await this.observe('logout again', logOut, [200, 401]);
  }

  private async renewLogin(): Promise<void> {
    const answer = await this.observe('login', () => this.logIn(this.person.email), [200]);
    if (!answer) return;
    this.person.token = answer.body;
    this.isTokenSure = true;
  }

  /** A user registers, writes something and is deleted. */
  private async haveGuest(): Promise<void> {
    const guest: Guest = { email: anyEmail(), isRegistered: 'unsure' };
    this.guests.push(guest);
    const json = { email: guest.email, password: PASSWORD };
    const url = `${this.system.authUrl}/api/v1/users/create`;
    const register = () => send('POST', url, { json });
    const first = await this.observe('register', register, [201]);
    if (!(first ?? (await this.observe('register again', register, [201, 409])))) return;
    guest.isRegistered = true;
    const login = await this.observe('login of a guest', () => this.logIn(guest.email), [200]);
    if (!login) return;
    const token = login.body;
    const item = { title: 'goes with the guest', status: 'PENDING' };
    const todo = `${this.system.todoUrl}/api/v1/create`;
    await this.observe('create of a guest', () => send('POST', todo, { token, json: item }), [201]);
    await this.seeOff(guest, token);
  }

  private async seeOff(guest: Guest, token: string): Promise<void> {
    guest.isRegistered = 'unsure';
    const url = `${this.system.authUrl}/api/v1/users/delete`;
    const headers = { authorization: basic(guest.email, PASSWORD) };
    const remove = () => send('DELETE', url, { token, headers });
    const first = await this.observe('account deletion', remove, [200]);
    const answer = first ?? (await this.observe('account deletion again', remove, [200, 401]));
    // 401 at a retry: the session has ended, because it is deleted before the user.
    if (answer) guest.isRegistered = false;
  }

  private logIn(email: string): Promise<Answer<string>> {
    const headers = { authorization: basic(email, PASSWORD) };
    return send('POST', `${this.system.authUrl}/api/v1/auth/login`, { headers });
  }

  /** An item whose state is known. */
  private any(): [string, Memory] | undefined {
    const sure = [...this.items].filter(([, { isThere, id }]) => isThere === true && id > 0);
    return sure[Math.floor(this.random() * sure.length)];
  }

  /** The response if it has a definite meaning; `undefined` otherwise. */
  private async observe<Body>(
    what: string,
    request: () => Promise<Answer<Body>>,
    meaningful: number[],
  ): Promise<Outcome<Body>> {
    const start = performance.now();
    const answer = await request().catch(() => delay(PAUSE_MS)); // no process listens
    this.slowestMs = Math.max(this.slowestMs, performance.now() - start);
    const status = answer?.status ?? 'none';
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (answer?.status === 503 && !answer.headers.has('retry-after')) {
      this.violations.push(`${what}: 503 without Retry-After`);
    }
    if (!answer || answer.status === 503) return undefined;
    if (meaningful.includes(answer.status)) return answer;
    this.violations.push(`${what}: ${answer.status} ${answer.text}`);
    return undefined;
  }
}

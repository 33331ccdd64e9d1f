import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, anyEmail, basic, send } from './client.js';
import { acceptEachOther, type AllItems, type Item, PASSWORD, Person } from './person.js';
import type { RunningSystem } from './topology.js';

const PAUSE_MS = 20;

/** Where the routes of both contexts are. */
type Addresses = Pick<RunningSystem, 'authUrl' | 'todoUrl'>;

/** What a worker knows of an item that it has requested. */
interface Expected {
  /** `undefined` once the outcome of a change is unknown. */
  status: Item['status'] | undefined;
  id: number;
}

/** A worker: the writes that were acknowledged, and those that may have happened. */
interface Worker {
  person: Person;
  number: number;
  written: number;
  /** The acknowledged items, by title. */
  items: Map<string, Expected>;
  /** Titles with an unknown state: the response was an error. */
  unknown: Set<string>;
}

/**
 * Users who call every route until the test stops them, each with a separate list, which is
 * compared with the acknowledged writes in the end.
 */
export class Workload {
  /** The number of responses per status, by route. */
  readonly answers: Record<string, Record<number, number>> = {};
  /** The longest response time, in milliseconds, by route. */
  readonly slowest: Record<string, number> = {};
  private readonly running: Promise<unknown>;
  private stopped = false;

  private constructor(
    private readonly system: Addresses,
    private readonly workers: Worker[],
    private readonly random: () => number,
  ) {
    this.running = Promise.all(workers.map((worker) => this.work(worker)));
    this.running.catch(() => undefined); // stop() reports it
  }

  static async start(system: Addresses, people: number, random: () => number): Promise<Workload> {
    const workers: Worker[] = [];
    for (let number = 0; number < people; number++) {
      const person = await Person.arrive(system);
      workers.push({ person, number, written: 0, items: new Map(), unknown: new Set() });
    }
    // Each shares items with the next one, who has accepted that before.
    for (const { person, number } of workers) {
      await acceptEachOther([person, nextOf(workers, number).person]);
    }
    return new Workload(system, workers, random);
  }

  /**
   * Lets all workers finish their current request.
   *
   * @throws the error that stopped a worker
   */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** The number of responses with this status so far. */
  count(status: number): number {
    return Object.values(this.answers).reduce((sum, counts) => sum + (counts[status] ?? 0), 0);
  }

  /** Routes and statuses that are neither successes nor allowed. */
  failures(...allowed: number[]): string[] {
    return Object.entries(this.answers).flatMap(([route, counts]) =>
      Object.entries(counts)
        .filter(([status]) => Number(status) >= 300 && !allowed.includes(Number(status)))
        .map(([status, count]) => `${count} x ${status} ${route}`),
    );
  }

  /** Differences between lists and acknowledged writes: lost, doubled, reappeared, or changed. */
  async differences(): Promise<string[]> {
    const all = await Promise.all(this.workers.map((worker) => this.differencesOf(worker)));
    return all.flat();
  }

  private async differencesOf({ person, number, items, unknown }: Worker): Promise<string[]> {
    const { status, text, body } = await person.list();
    if (status !== 200) return [`list of ${number}: ${status} ${text}`];
    const own = [...body.pending, ...body.done].filter(({ title }) =>
      title.startsWith(`${number}-`),
    );
    const found = new Map(own.map((item) => [item.title, item]));
    const differences = own.length === found.size ? [] : [`${number}: an item is there twice`];
    for (const [title, expected] of items) {
      const item = found.get(title);
      if (!item && !unknown.has(title)) differences.push(`${title} is lost`);
      if (item && expected.status && item.status !== expected.status) {
        differences.push(`${title} is ${item.status}`);
      }
    }
    for (const title of found.keys()) {
      if (!items.has(title) && !unknown.has(title)) differences.push(`${title} has come back`);
    }
    return differences;
  }

  private async work(worker: Worker): Promise<void> {
    while (!this.stopped) {
      await this.step(worker);
      await delay(this.random() * PAUSE_MS);
    }
  }

  private step(worker: Worker): Promise<void> {
    const known = [...worker.items].filter(([title]) => !worker.unknown.has(title));
    const chance = this.random();
    if (chance < 0.35 || known.length === 0) return this.create(worker);
    const [title, item] = known[Math.floor(this.random() * known.length)]!;
    if (chance < 0.5) return this.read(worker);
    if (chance < 0.75) return this.update(worker, title, item);
    if (chance < 0.82) return this.delete(worker, title);
    if (chance < 0.9) return this.share(worker, item);
    if (chance < 0.97) return this.renew(worker);
    return this.comeAndGo();
  }

  private async create(worker: Worker): Promise<void> {
    const title = `${worker.number}-${worker.written++}`;
    const { status, body } = await this.ask('create', () => worker.person.create(title));
    if (status !== 201) worker.unknown.add(title);
    else worker.items.set(title, { status: 'PENDING', id: find(body, title).id });
  }

  private async read({ person }: Worker): Promise<void> {
    await this.ask('list', () => person.list());
    await this.ask('session', () => person.auth('GET', 'auth/session'));
    await this.ask('user', () => person.auth('GET', 'users/get'));
  }

  private async update(worker: Worker, title: string, item: Expected): Promise<void> {
    const status = item.status === 'DONE' ? 'PENDING' : 'DONE';
    const change = { id: item.id, title, status };
    const answer = await this.ask('update', () => worker.person.update(change));
    item.status = answer.status === 200 ? status : undefined;
  }

  private async delete(worker: Worker, title: string): Promise<void> {
    const { status } = await this.ask('delete', () => worker.person.delete(title));
    if (status === 200) worker.items.delete(title);
    else worker.unknown.add(title);
  }

  private async share({ person, number }: Worker, { id }: Expected): Promise<void> {
    const other = nextOf(this.workers, number).person;
    const { status, body } = await this.ask('share', () => person.share(id, other.email), 409);
    const member = status === 201 && body.find(({ email }) => email === other.email);
    if (member) await this.ask('unshare', () => person.unshare(id, member.user_id));
  }

  /** Refreshes the session, or logs out; with an unknown outcome the worker logs in again. */
  private async renew({ person }: Worker): Promise<void> {
    if (this.random() < 0.5) {
      const { status, body } = await this.ask(
        'refresh',
        () => person.auth<string>('POST', 'auth/refresh'),
        429, // once a second per session is enough
      );
      if (status === 200) person.token = body;
      if (status === 200 || status === 429) return;
    } else {
      await this.ask('logout', () => person.auth('POST', 'auth/logout'));
    }
    person.token = await this.logIn(person.email);
  }

  private async logIn(email: string): Promise<string> {
    const headers = { authorization: basic(email, PASSWORD) };
    for (;;) {
      const { status, body } = await this.ask('login', () =>
        send<string>('POST', `${this.system.authUrl}/api/v1/auth/login`, { headers }),
      );
      if (status === 200) return body;
      if (status !== 503 && status !== 429) throw new Error(`login: ${status}`);
      await delay(PAUSE_MS);
    }
  }

  /** A user who registers, logs in, and deletes their account. */
  private async comeAndGo(): Promise<void> {
    const [email, users] = [anyEmail(), `${this.system.authUrl}/api/v1/users`];
    const json = { email, password: PASSWORD };
    const { status } = await this.ask('register', () => send('POST', `${users}/create`, { json }));
    if (status !== 201) return;
    const token = await this.logIn(email);
    const headers = { authorization: basic(email, PASSWORD) };
    await this.ask('delete account', () => send('DELETE', `${users}/delete`, { token, headers }));
  }

  /** Sends a request, and records the response; `passes` is one that is a success here. */
  private async ask<Body>(
    route: string,
    request: () => Promise<Answer<Body>>,
    passes?: number,
  ): Promise<Answer<Body>> {
    const start = performance.now();
    const answer = await request();
    this.slowest[route] = Math.max(this.slowest[route] ?? 0, performance.now() - start);
    if (answer.status !== passes) this.note(route, answer.status);
    return answer;
  }

  private note(route: string, status: number): void {
    const counts = (this.answers[route] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
  }
}

function find({ pending, done }: AllItems, title: string): Item {
  return [...pending, ...done].find((item) => item.title === title)!;
}

function nextOf(workers: readonly Worker[], number: number): Worker {
  return workers[(number + 1) % workers.length]!;
}

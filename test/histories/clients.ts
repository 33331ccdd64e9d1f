import { setImmediate as turn } from 'node:timers/promises';
import { type Answer, send } from '../support/client.js';
import type { AllItems, Person } from '../support/person.js';
import { type History, textOf, textsOf } from './history.js';
import { type Guest, PassingItem } from './passing-items.js';

/** What a client asks with a list that it has, and what it gets: a test may plant an error in between. */
export type ReadList = (
  url: string,
  person: Person,
  known: string | undefined,
) => Promise<Answer<AllItems>>;

export const readList: ReadList = (url, { token }, known) =>
  send('GET', `${url}/api/v1/get/all`, {
    token,
    headers: known === undefined ? {} : { 'if-none-match': `"${known}"` },
  });

interface Town {
  people: readonly Person[];
  /** The same people. */
  guests: readonly Guest[];
  items: readonly number[];
  urlOfAny: () => string;
  random: () => number;
}

/** Writers and readers who ask any process, and note what they do and get. */
export class Clients {
  private readonly running: Promise<void>[] = [];
  /** The texts of tags, by user: what a client of 304 has. */
  private readonly known = new Map<string, ReadonlyMap<number, string>>();
  private isStopped = false;
  private count = 0;

  constructor(
    private readonly town: Town,
    private readonly history: History,
    private readonly read: ReadList = readList,
  ) {}

  start(writers: number, passing: number, readers: number): void {
    const all = [
      ...Array.from({ length: writers }, () => () => this.write()),
      ...Array.from({ length: passing }, () => () => this.pass()),
      ...Array.from({ length: readers }, () => () => this.readOne(this.anyone)),
    ];
    this.running.push(...all.map((work) => this.repeat(work)));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running);
  }

  /** @returns whether there was a list */
  async readOne(person: Person): Promise<boolean> {
    const known = this.history.reads.findLast(({ user }) => user === person.email)?.tag;
    const tag = this.town.random() < 0.5 ? known : undefined;
    const startedAt = performance.now();
    const answer = await this.read(this.town.urlOfAny(), person, tag).catch(() => undefined);
    if (answer?.status !== 200 && answer?.status !== 304) return false;
    this.note(person, startedAt, answer);
    return true;
  }

  private get anyone(): Person {
    return this.pick(this.town.people);
  }

  private async write(): Promise<void> {
    const [person, item] = [this.anyone, this.pick(this.town.items)];
    const content = { title: `${++this.count}`, status: this.pick(['PENDING', 'DONE'] as const) };
    const write = { item, text: textOf(content), startedAt: performance.now() };
    this.history.writes.push(write);
    const url = `${this.town.urlOfAny()}/api/v1/update`;
    const json = { id: item, ...content };
    const answer = await send<AllItems>('PATCH', url, { token: person.token, json }).catch(
      () => undefined,
    );
    if (answer?.status !== 200) return;
    Object.assign(write, { endedAt: performance.now() });
    this.note(person, write.startedAt, answer);
  }

  private pass(): Promise<void> {
    const { guests, urlOfAny, random } = this.town;
    const owner = this.anyone;
    const guest = this.pick(guests.filter(({ person }) => person !== owner));
    return new PassingItem(owner, guest, urlOfAny, this.history).pass(random);
  }

  private note({ email: user }: Person, startedAt: number, answer: Answer<AllItems>): void {
    const endedAt = performance.now();
    const tag = answer.headers.get('etag')!.replaceAll('"', '');
    const key = `${user} ${tag}`;
    const { pending, done } = answer.status === 200 ? answer.body : { pending: [], done: [] };
    const texts = answer.status === 200 ? textsOf([...pending, ...done]) : this.known.get(key)!;
    this.known.set(key, texts);
    this.history.reads.push({ user, startedAt, endedAt, tag, texts });
  }

  private async repeat(work: () => Promise<unknown>): Promise<void> {
    while (!this.isStopped) {
      await work();
      await turn();
    }
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.town.random() * from.length)]!;
  }
}

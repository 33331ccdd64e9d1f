import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../support/client.js';
import { acceptEachOther, type AllItems, Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { waitFor } from '../support/wait-for.js';
import { streamsThatDiffer, violationsOf } from './check.js';
import { Clients, type ReadList, readList } from './clients.js';
import { History } from './history.js';
import { Replicated } from './replicated.js';
import { type Loses, StreamCopy } from './stream-copy.js';

const SECONDS = Number(process.env['TEST_SECONDS'] ?? testLength({ short: 20, long: 600 }));
const PLANTED_SECONDS = 6;
const [WRITERS, PASSING, READERS, PEOPLE, ITEMS] = [20, 4, 40, 8, 6];
const BETWEEN_KILLS_MS = 5_000;
/** Until the streams have the lists that were read last. */
const SETTLE_MS = 60_000;
const PLANTED_SETTLE_MS = 3_000;
const EPOCH = /^"?[0-9a-f]+-/;

interface Planted {
  read?: ReadList;
  loses?: Loses;
}

/** People who share items, and read and change them at any process. */
class Run {
  readonly history = new History();
  readonly clients: Clients;
  private readonly copies: StreamCopy[];

  constructor(
    readonly system: Replicated,
    readonly people: readonly Person[],
    ids: readonly number[],
    items: readonly number[],
    readonly random: () => number,
    { read = readList, loses = () => false }: Planted = {},
  ) {
    const urlOfAny = () => system.processes[Math.floor(random() * system.processes.length)]!.url;
    const guests = people.map((person, i) => ({ person, id: ids[i]! }));
    const town = { people, guests, items, urlOfAny, random };
    this.clients = new Clients(town, this.history, read);
    this.copies = people.map(
      (person, i) => new StreamCopy(`stream ${i}`, person, urlOfAny, this.history, loses),
    );
  }

  start(): void {
    this.copies.forEach((copy) => copy.start());
    this.clients.start(WRITERS, PASSING, READERS);
  }

  /**
   * Ends writing.
   *
   * @returns the streams that did not get to the lists as they are then
   */
  async settle(limitMs = SETTLE_MS): Promise<string[]> {
    await this.clients.stop();
    for (const person of this.people)
      await waitFor(
        () => this.clients.readOne(person),
        SETTLE_MS,
        () => 'a list',
      );
    const last = this.people.map(({ email }) =>
      this.history.reads.findLast(({ user }) => user === email)!,
    );
    const differ = () => streamsThatDiffer(this.history, last);
    await waitFor(
      () => differ().length === 0,
      limitMs,
      () => 'streams',
    ).catch(() => undefined);
    await Promise.all(this.copies.map((copy) => copy.stop()));
    return differ();
  }

  report(what: string): void {
    const { writes, reads, sent, stays } = this.history;
    const done = writes.filter(({ endedAt }) => endedAt !== undefined).length;
    const events = [...sent.values()].flat().length;
    process.stderr.write(
      `${what}: ${done} of ${writes.length} writes acknowledged, ${stays.length} stays of items, ` +
        `${reads.length} reads, ${events} events\n`,
    );
  }
}

describe(`histories of three processes on PostgreSQL with a standby`, () => {
  const random = seededRandom();
  let system: Replicated;
  let people: Person[];
  let ids: number[];
  let items: number[];
  afterEach(() => system.dispose(), 60_000);

  async function open(isSynchronous: boolean): Promise<void> {
    system = await Replicated.start(isSynchronous);
    const { url } = system.processes[0]!;
    const addresses = { authUrl: url, todoUrl: url };
    people = [];
    for (let i = 0; i < PEOPLE; i++) people.push(await Person.arrive(addresses));
    await acceptEachOther(people);
    ids = await Promise.all(people.map((person) => person.id()));
    const [owner, ...members] = people as [Person, ...Person[]];
    items = [];
    for (let i = 0; i < ITEMS; i++) {
      const id = await owner.createItem(`before-${i}`);
      for (const member of members) await owner.share(id, member.email);
      items.push(id);
    }
  }

  it(
    `have no violation in ${SECONDS} s with kills of processes and a synchronous failover`,
    async () => {
      await open(true);
      const run = new Run(system, people, ids, items, random);
      run.start();
      const until = performance.now() + SECONDS * 1_000;
      let hasFailedOver = false;
      let kills = 0;
      while (performance.now() < until) {
        await delay(Math.min(BETWEEN_KILLS_MS * random(), until - performance.now()));
        if (!hasFailedOver && performance.now() > until - SECONDS * 500) {
          await system.failOver();
          hasFailedOver = true;
        } else {
          await system.replace(Math.floor(random() * system.processes.length));
          kills++;
        }
      }
      if (!hasFailedOver) await system.failOver();
      const differing = await run.settle();
      run.report(`${kills} kills of processes, a failover`);
      expect(violationsOf(run.history, ITEMS)).toEqual([]);
      expect(differing).toEqual([]);
      const acknowledged = run.history.writes.filter(({ endedAt }) => endedAt !== undefined);
      expect(acknowledged.length).toBeGreaterThan(SECONDS);
      expect(run.history.sent.size).toBe(PEOPLE);
      expect(new Set(run.history.reads.map(({ tag }) => tag.split('-')[0])).size).toBeGreaterThan(
        1,
      );
    },
    SECONDS * 1_000 + 300_000,
  );

  /** What a checker must find, in the same system. */
  async function planted(planted: Planted): Promise<{ found: string[]; differing: string[] }> {
    await open(true);
    const run = new Run(system, people, ids, items, random, planted);
    run.start();
    await delay(PLANTED_SECONDS * 1_000);
    const differing = await run.settle(PLANTED_SETTLE_MS);
    return { found: violationsOf(run.history, ITEMS), differing };
  }

  it('show a cache that forgets the version', async () => {
    const kept = new Map<string, Answer<AllItems>>();
    const read: ReadList = async (url, person, known) => {
      const answer = kept.get(person.email) ?? (await readList(url, person, known));
      if (answer.status === 200 && random() < 0.9) kept.set(person.email, answer);
      else kept.delete(person.email);
      return answer;
    };
    const { found } = await planted({ read });
    expect(found.filter((each) => each.includes(' read '))).not.toEqual([]);
  }, 300_000);

  it('show an event that a stream has lost', async () => {
    const { differing } = await planted({
      loses: ({ event }) => event !== 'list' && random() < 0.3,
    });
    expect(differing).not.toEqual([]);
  }, 300_000);

  it('show an epoch that does not change with an asynchronous failover', async () => {
    for (const isStored of [false, true]) {
      await open(false);
      const run = new Run(
        system,
        people,
        ids,
        items,
        random,
        isStored ? { read: withStoredEpoch } : {},
      );
      run.start();
      await delay(1_000);
      await system.stopReplication();
      await delay(PLANTED_SECONDS * 500);
      await system.failOver();
      await delay(PLANTED_SECONDS * 500);
      await run.settle();
      const found = violationsOf(run.history, ITEMS).filter((each) => !isOfLostWrites(each));
      if (isStored) expect(found).not.toEqual([]);
      else expect(found).toEqual([]);
      if (!isStored) await system.dispose();
    }
  }, 300_000);
});

/** The standby did not have them: versions cannot tell. */
function isOfLostWrites(violation: string): boolean {
  return (
    / read (?:\S+ after|a list with(?:out)?) \S+/.test(violation) && !violation.includes('version')
  );
}

const withStoredEpoch: ReadList = async (url, person, known) => {
  const answer = await readList(url, person, known && undefined);
  const headers = new Headers(answer.headers);
  const tag = headers.get('etag');
  if (tag) headers.set('etag', tag.replace(EPOCH, '"stored-'));
  return { ...answer, headers };
};

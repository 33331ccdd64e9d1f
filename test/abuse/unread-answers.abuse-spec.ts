import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { fill } from './fill.js';
import { peakMb } from './resident.js';
import { SlowReader } from './slow-reader.js';

const CLIENTS = 150;
/** Together they leave more unread than the maximum of the process. */
const ADDRESSES = 8;
/** The number of lists that each requests: more than the kernel buffers of a connection hold. */
const TIMES = 6;
const MOST_MB = 400;
/** A response is aborted 30 s after it was sent, and a busy machine takes 10 s to send them all. */
const CUT_OFF_BY_MS = 45_000;
const LIST = '/api/v1/get/all';
const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u',
  TRUSTED_PROXIES: 'none',
};

/** One account with the maximum number of items, and clients that do not read their list. */
describe('150 clients that do not read a list of 10,000 items', () => {
  let system: RunningSystem;
  let big: Person;
  let honest: Person;
  let listBytes: number;
  let clients: SlowReader[] = [];

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start(PRODUCTION);
    [big, honest] = [await Person.arrive(system), await Person.arrive(system)];
    await honest.create('code');
    await fill(system, big);
    listBytes = (await big.list()).text.length;
  }, 120_000);
  afterAll(async () => {
    for (const client of clients) client.close();
    await system.dispose();
  }, 60_000);

  it(`take at most ${MOST_MB} MB, and others are served meanwhile`, async () => {
    clients = Array.from(
      { length: CLIENTS },
      (_, i) =>
        new SlowReader(system.todoUrl, LIST, big.token, TIMES, `127.0.1.${1 + (i % ADDRESSES)}`),
    );
    let mostMb = 0;
    for (let i = 0; i < 100; i++) {
      mostMb = Math.max(mostMb, await peakMb(system));
      expect((await honest.list()).status).toBe(200);
      await delay(50);
    }
    process.stderr.write(`150 clients that do not read: ${mostMb} MB resident at most\n`);
    expect(mostMb).toBeLessThanOrEqual(MOST_MB);
  }, 60_000);

  it('are aborted 30 s later, and their share is free again', async () => {
    await delay(CUT_OFF_BY_MS); // The test is that this time passes.
    for (const client of clients) client.read();
    // Clients whose further lists were refused have got all their responses.
    const holding = () => clients.filter(({ begun, isClosed }) => begun < TIMES && !isClosed);
    await waitFor(
      () => holding().length === 0,
      10_000,
      () => `the end of the ${holding().length} that hold responses`,
    );
    const cut = clients.filter(({ isClosed }) => isClosed);
    process.stderr.write(`${cut.length} of them aborted\n`);
    expect(cut.length).toBeGreaterThan(ADDRESSES);
    for (const client of cut) expect(client.read()).toBeLessThan(TIMES * listBytes);
    const lists = await Promise.all(Array.from({ length: 5 }, () => big.list()));
    expect(lists.map(({ text }) => text.length)).toEqual(Array(5).fill(listBytes));
  }, 120_000);
});

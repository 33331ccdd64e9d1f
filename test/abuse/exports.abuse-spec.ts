import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { fill } from './fill.js';
import { peakMb } from './resident.js';
import { SlowReader } from './slow-reader.js';

const CLIENTS = 150;
/** Together they leave more unread than the maximum of the process. */
const ADDRESSES = 8;
/** The number of exports that each requests: more than the kernel buffers of a connection hold. */
const TIMES = 4;
const MOST_MB = 400;
const EXPORT = '/api/v2/todo/export';
const PRODUCTION = {
  ...PRODUCTION_MAIL,
  NODE_ENV: 'production',
  JWT_SECRET: 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u',
  TRUSTED_PROXIES: 'none',
};

/** One account with the maximum number of items, and clients that do not read their export. */
describe(`${CLIENTS} clients that do not read an export of 10,000 items`, () => {
  let system: RunningSystem;
  let big: Person;
  let honest: Person;
  let clients: SlowReader[] = [];

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start(PRODUCTION);
    [big, honest] = [await Person.arrive(system), await Person.arrive(system)];
    await honest.create('code');
    await fill(system, big);
  }, 120_000);
  afterAll(async () => {
    for (const client of clients) client.close();
    await system.dispose();
  }, 60_000);

  it(`take at most ${MOST_MB} MB, and others are served meanwhile`, async () => {
    const before = await peakMb(system);
    clients = Array.from(
      { length: CLIENTS },
      (_, i) =>
        new SlowReader(system.todoUrl, EXPORT, big.token, TIMES, `127.0.1.${1 + (i % ADDRESSES)}`),
    );
    let mostMb = 0;
    for (let i = 0; i < 100; i++) {
      mostMb = Math.max(mostMb, await peakMb(system));
      expect((await honest.list()).status).toBe(200);
      await delay(50);
    }
    process.stderr.write(`${before} MB before, ${mostMb} MB resident at most\n`);
    expect(mostMb).toBeLessThanOrEqual(MOST_MB);
  }, 60_000);
});

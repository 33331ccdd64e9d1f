import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../support/wait-for.js';
import { ADDRESSES, BesideSlowReaders, CLIENTS } from './beside-slow-readers.js';

/** The number of lists that each requests: more than the kernel buffers of a connection hold. */
const TIMES = 6;
const MOST_MB = 400;
/** A response is aborted 30 s after it was sent, and a busy machine takes 10 s to send them all. */
const CUT_OFF_BY_MS = 45_000;
const LIST = '/api/v1/get/all';

/** One account with the maximum number of items, and clients that do not read their list. */
describe(`${CLIENTS} clients that do not read a list of 10,000 items`, () => {
  let beside: BesideSlowReaders;
  let listBytes: number;
  beforeAll(async () => {
    beside = await BesideSlowReaders.start();
    listBytes = (await beside.big.list()).text.length;
  }, 120_000);
  afterAll(() => beside.dispose(), 60_000);

  it(`take at most ${MOST_MB} MB, and others are served meanwhile`, async () => {
    const mostMb = await beside.mostMb(LIST, TIMES);
    process.stderr.write(`${CLIENTS} clients that do not read: ${mostMb} MB resident at most\n`);
    expect(mostMb).toBeLessThanOrEqual(MOST_MB);
  }, 60_000);

  it('are aborted 30 s later, and their share is free again', async () => {
    await delay(CUT_OFF_BY_MS); // The test is that this time passes.
    const { clients, big } = beside;
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

import { BesideSlowReaders, CLIENTS } from './beside-slow-readers.js';
import { peakMb } from './resident.js';

/** The number of exports that each requests: more than the kernel buffers of a connection hold. */
const TIMES = 4;
const MOST_MB = 400;
const EXPORT = '/api/v2/todo/export';

/** One account with the maximum number of items, and clients that do not read their export. */
describe(`${CLIENTS} clients that do not read an export of 10,000 items`, () => {
  let beside: BesideSlowReaders;
  beforeAll(async () => {
    beside = await BesideSlowReaders.start();
  }, 120_000);
  afterAll(() => beside.dispose(), 60_000);

  it(`take at most ${MOST_MB} MB, and others are served meanwhile`, async () => {
    const before = await peakMb(beside.system);
    const mostMb = await beside.mostMb(EXPORT, TIMES);
    process.stderr.write(`${before} MB before, ${mostMb} MB resident at most\n`);
    expect(mostMb).toBeLessThanOrEqual(MOST_MB);
  }, 60_000);
});

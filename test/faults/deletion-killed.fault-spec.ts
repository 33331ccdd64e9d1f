import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const KILLS = testLength({ short: 3, long: 20 });
const DELETIONS = testLength({ short: 60, long: 300 });
const WORKERS = 6;
const QUIET_WITHIN_MS = 10_000;

/**
 * Accounts are created, get items, share them and are deleted, while both processes crash again and
 * again.
 */
describe(`${DELETIONS} deletions while auth and todo are killed ${KILLS} times each`, () => {
  const random = seededRandom();
  let system: SplitSystem;
  beforeAll(async () => {
    system = await split('two databases', twoDatabases).start();
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('leave no inconsistency, and no remaining user loses an item', async () => {
    const stayers: { person: Person; titles: Set<string> }[] = [];
    for (let i = 0; i < WORKERS; i++) {
      stayers.push({ person: await Person.arrive(system), titles: new Set() });
    }
    let [deleted, running] = [0, true];

    /** A user who registers, writes and is deleted; the next user retries what failed. */
    const live = async (worker: number) => {
      const { person: stayer, titles } = stayers[worker]!;
      const guest = await Person.arrive(system);
      const title = `${worker}-${titles.size}`;
      if ((await stayer.create(title)).status === 201) titles.add(title);
      const own = (await stayer.list()).body.pending.find((item) => item.title === title);
      if (own && random() < 0.5) await stayer.share(own.id, guest.email);
      await guest.create('goes with the guest');
      if (random() < 0.5) await guest.share(await guest.createItem('stays'), stayer.email);
      await Promise.all([guest.create('at the last moment'), remove(guest)]);
    };
    const remove = async (guest: Person) => {
      if ((await guest.deleteAccount()).status === 200) deleted++;
    };
    const working = stayers.map(async (_, worker) => {
      while (running || deleted < DELETIONS) {
        await live(worker).catch(() => delay(20)); // a process is down
      }
    });
    for (let kill = 0; kill < KILLS; kill++) {
      await delay(100 + random() * 400);
      await system.killAuth();
      await delay(random() * 200);
      await system.restartAuth();
      await delay(100 + random() * 400);
      await system.killTodo();
      await delay(random() * 200);
      await system.restartTodo();
    }
    running = false;
    await Promise.all(working);
    process.stderr.write(`${deleted} accounts were deleted during ${KILLS} kills of each\n`);
    expect(deleted).toBeGreaterThanOrEqual(DELETIONS);

    let last = { code: -1, output: '' };
    await waitFor(
      async () => (last = await reconcile(system, '--dry-run')).code === EXIT.clean,
      QUIET_WITHIN_MS,
      () => `reconcile to find nothing:\n${last.output}`,
    );
    for (const { person, titles } of stayers) {
      const found = (await person.list()).body.pending.map(({ title }) => title);
      expect(found).toEqual(expect.arrayContaining([...titles]));
    }
  }, 240_000);
});

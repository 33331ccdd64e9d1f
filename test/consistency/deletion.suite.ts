import { holdAt } from '../support/hold.js';
import { acceptEachOther, Person, titles } from '../support/person.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { execute } from '../support/postgres.js';
import { dangling, NOTHING } from './dangling.js';

const ITEMS = 1_000;
const SHARED = 200;
const AT_ONCE = 20;
const APPLIED_WITHIN_MS = 3_000;
const OTHERS = 10;
/** Housekeeping runs at least every 15 s. */
const HOUSEKEEPING_MS = 20_000;

/** The deletion of a user with very many items, on real databases, which are checked afterwards. */
export function describeDeletion(topology: Topology): void {
  describe(`deleting a user with ${ITEMS} items: ${topology.name}`, () => {
    let system: RunningSystem;
    beforeAll(async () => {
      system = await topology.start();
    }, 60_000);
    afterAll(() => system.dispose(), 60_000);

    it('can be retried with the same token after a 503', async () => {
      const gone = await Person.arrive(system);
      const session = () => gone.auth('GET', 'auth/session');
      const hold = await holdAt(
        system.env['AUTH_DB_URL']!,
        "BEFORE INSERT ON auth.events WHEN (NEW.type = 'user.deleted')",
      );
      expect((await gone.deleteAccount()).status).toBe(503);
      expect((await session()).status).toBe(200);
      await hold.release();
      expect((await gone.deleteAccount()).status).toBe(200);
      expect((await session()).status).toBe(401);
      expect((await gone.deleteAccount()).status).toBe(401);
    }, 30_000);

    it('ends only their sessions, although many others are due, which end in the background', async () => {
      const gone = await Person.arrive(system);
      const url = system.env['AUTH_DB_URL']!;
      const applied = async () => {
        const { rows } = await execute(
          url,
          `SELECT coalesce(c.id, 0) >= (SELECT max(id) FROM auth.events WHERE type = 'user.deleted') AS all
           FROM auth.event_cursors c WHERE handler = 'auth:user.deleted'`,
        );
        return (rows[0] as { all: boolean }).all;
      };
      // No process can apply other deletions meanwhile.
      const hold = await holdAt(url, 'BEFORE UPDATE ON auth.event_cursors');
      await execute(
        url,
        `INSERT INTO auth.events (event_id, type, data)
         SELECT gen_random_uuid(), 'user.deleted',
           json_build_object('userId', 1000000 + n, 'uniqueId', 'gone ' || n)
         FROM generate_series(1, ${OTHERS}) n`,
      );
      expect((await gone.deleteAccount()).status).toBe(200);
      expect((await gone.auth('GET', 'auth/session')).status).toBe(401);
      expect(await applied()).toBe(false);
      await hold.release();
      await waitFor(applied, HOUSEKEEPING_MS, () => 'the sessions of the others to be ended');
    }, 60_000);

    it('leaves nothing of the user, and gives all shared items an owner', async () => {
      const [gone, heir] = [await Person.arrive(system), await Person.arrive(system)];
      await acceptEachOther([gone, heir]);
      const id = await gone.id();
      const all = Array.from({ length: ITEMS }, (_, i) => `item ${i}`);
      await inParallel(all, (title) => gone.create(title));
      const items = (await gone.list()).body.pending.slice(0, SHARED);
      await inParallel(items, (item) => gone.share(item.id, heir.email));
      expect(titles((await heir.list()).body)).toHaveLength(SHARED);

      expect((await gone.deleteAccount()).status).toBe(200);
      await waitFor(
        async () => (await dangling(system.env['TO_DO_DB_URL']!, id)).connections === 0,
        APPLIED_WITHIN_MS,
        () => 'the deletion to be applied',
      );
      expect(await dangling(system.env['TO_DO_DB_URL']!, id)).toEqual(NOTHING);
      expect(titles((await heir.list()).body).sort()).toEqual(
        items.map(({ title }) => title).sort(),
      );
      const { body } = await heir.usersOf(items[0]!.id);
      expect(body).toMatchObject([{ email: heir.email, role: 'owner' }]);
      expect(await reconcile(system, '--dry-run')).toMatchObject({ code: EXIT.clean });
    }, 120_000);
  });
}

async function inParallel<T>(all: T[], work: (each: T) => Promise<unknown>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

import { holdAt } from '../support/hold.js';
import { Person, titles } from '../support/person.js';
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
      const hold = await holdAt(system.env['AUTH_DB_URL']!, 'BEFORE INSERT ON auth.user_events');
      expect((await gone.deleteAccount()).status).toBe(503);
      expect((await session()).status).toBe(200);
      await hold.release();
      expect((await gone.deleteAccount()).status).toBe(200);
      expect((await session()).status).toBe(401);
      expect((await gone.deleteAccount()).status).toBe(401);
    }, 30_000);

    it('ends only their sessions, although many others are due, which end in the background', async () => {
      const gone = await Person.arrive(system);
      const id = await gone.id();
      const url = system.env['AUTH_DB_URL']!;
      const due = async () => {
        const { rows } = await execute(
          url,
          'SELECT user_id FROM auth.user_events WHERE sessions_ended_at IS NULL',
        );
        return (rows as { user_id: number }[]).map(({ user_id }) => user_id);
      };
      // No process can record other sessions as ended meanwhile.
      const others = `BEFORE UPDATE ON auth.user_events WHEN (NEW.user_id <> ${id})`;
      const hold = await holdAt(url, others);
      await execute(
        url,
        `INSERT INTO auth.user_events (event_id, type, user_id, unique_id)
         SELECT gen_random_uuid(), 'user.deleted', ${id} + 1000 + n, 'gone ' || n
         FROM generate_series(1, ${OTHERS}) n`,
      );
      expect((await gone.deleteAccount()).status).toBe(200);
      const left = await due();
      await hold.release();
      expect(left).toHaveLength(OTHERS);
      expect(left).not.toContain(id);
      await waitFor(
        async () => (await due()).length === 0,
        HOUSEKEEPING_MS,
        () => 'the sessions of the others to be ended',
      );
    }, 60_000);

    it('leaves nothing of the user, and gives all shared items an owner', async () => {
      const [gone, heir] = [await Person.arrive(system), await Person.arrive(system)];
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
